package org.cunlu.orders.subsidy;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.cunlu.accounts.SecondPerson;
import org.cunlu.catalog.ShopPeople;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.subsidy.PersonTable.Person;
import org.cunlu.orders.subsidy.PersonTable.State;
import org.cunlu.orders.subsidy.SubsidyController.Asking;
import org.cunlu.orders.subsidy.SubsidyController.Wanted;

/**
 * Opens programmes and decides who takes part. The number of a document is never opened for deciding: whoever decides writes it as
 * it stands in the authority's list, and it must be the one that was sealed.
 */
@Singleton
class SubsidyKeeping {
    private static final String ACT = "orders.subsidy";
    /** Nobody finds out by trying whose number it is. */
    private static final Rate ASKING = new Rate("subsidy.ask", 10, Duration.ofDays(1));

    private final ProgrammeTable programmes;
    private final ProgrammesOpen open;
    private final PersonTable people;
    private final ShopPeople strangers;
    private final Limits limits;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final String countyCode;

    SubsidyKeeping(
            ProgrammeTable programmes,
            ProgrammesOpen open,
            PersonTable people,
            ShopPeople strangers,
            Limits limits,
            Idempotency idempotency,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.county.code}") String countyCode) {
        this.programmes = programmes;
        this.open = open;
        this.people = people;
        this.strangers = strangers;
        this.limits = limits;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.countyCode = countyCode;
    }

    /** A programme as its buyers see it. @param mine null where the caller does not take part */
    @Serdeable
    record Offered(Programme programme, @Nullable Person mine) {}

    Programme begin(Caller operator, @Nullable String key, Wanted wanted) {
        county(operator, "new");
        if (wanted.capFen() < wanted.buyerCapFen() || !wanted.validUntil().isAfter(wanted.validFrom())) {
            throw ProblemException.invalid(
                    "capFen",
                    "programme-invalid",
                    "总额须不少于每人额度，起止须有先后 · The cap covers one buyer, and it ends after it begins");
        }
        return idempotency.once(operator.accountId(), ACT, key, wanted, Programme.class, () -> {
            var programme = wanted.programme(ids.next());
            programmes.insert(programme, countyCode, operator.accountId(), clock.instant());
            trail.record(
                    operator.accountId(),
                    ACT,
                    programme.programmeId(),
                    null,
                    programme.state() + " " + programme.capFen());
            return programme;
        });
    }

    /** Approving what runs already, or is over, is refused. */
    Programme open(Caller operator, String programmeId) {
        county(operator, programmeId);
        demandNotMaker(operator, programmeId, programmeId, null);
        Programme opened = transactions.run(() -> {
            if (!programmes.approve(programmeId, operator.accountId(), clock.instant())) {
                throw ProblemException.of(409, "decided-before", "该补贴已处理 · It was decided before", null);
            }
            trail.record(operator.accountId(), ACT, programmeId, "DRAFT", "OPEN");
            return programmes.find(countyCode, programmeId).orElseThrow();
        });
        open.refresh();
        return opened;
    }

    /** No order takes of it any more; what orders hold stays theirs. */
    Programme close(Caller operator, String programmeId) {
        county(operator, programmeId);
        find(programmeId);
        transactions.run(() -> {
            for (Programme.State from : List.of(Programme.State.DRAFT, Programme.State.OPEN)) {
                if (programmes.close(programmeId, from)) {
                    trail.record(operator.accountId(), ACT, programmeId, from.name(), "CLOSED");
                }
            }
        });
        open.refresh();
        return find(programmeId);
    }

    Page<Programme> all(Caller operator, @Nullable String before, int limit) {
        county(operator, "all");
        return Page.of(
                transactions.read(() -> programmes.all(countyCode, before, limit + 1)), limit, Programme::programmeId);
    }

    /** @return the newest first */
    Page<Programme> standing(Caller operator, Programme.State state, @Nullable String before, int limit) {
        county(operator, "all");
        return Page.of(
                transactions.read(() -> programmes.standing(countyCode, state, before, limit + 1)),
                limit,
                Programme::programmeId);
    }

    Programme one(Caller operator, String programmeId) {
        county(operator, programmeId);
        return find(programmeId);
    }

    /** Who asks, of any programme, the oldest first. */
    Page<Person> askedOfAll(Caller operator, @Nullable String after, int limit) {
        county(operator, "all");
        return Page.of(
                transactions.read(() -> people.askedOf(countyCode, after == null ? "" : after, limit + 1)),
                limit,
                Person::personId);
    }

    Person person(Caller operator, String personId) {
        county(operator, personId);
        return transactions.read(() -> people.find(personId)).orElseThrow(ProblemException::notFound);
    }

    Page<Person> asked(Caller operator, String programmeId, @Nullable String after, int limit) {
        county(operator, programmeId);
        return Page.of(
                transactions.read(() -> people.asked(programmeId, after == null ? "" : after, limit + 1)),
                limit,
                Person::personId);
    }

    List<Offered> offered(Caller buyer) {
        Instant now = clock.instant();
        List<Person> mine = transactions.read(() -> people.of(buyer.accountId()));
        return open.at(now).stream()
                .map(programme -> new Offered(
                        programme,
                        mine.stream()
                                .filter(person -> person.programmeId().equals(programme.programmeId()))
                                .findFirst()
                                .orElse(null)))
                .toList();
    }

    /** Asking again while it waits, or once it is granted, changes nothing. Whether anybody else gave this number is not told. */
    Person ask(Caller buyer, String programmeId, Asking asking) {
        Instant now = clock.instant();
        if (!find(programmeId).runs(now)) {
            throw ProblemException.of(409, "subsidy-over", "该补贴不在有效期 · It does not run now", null);
        }
        String number = number(asking.number());
        long wait = limits.secondsToWait(Map.of(ASKING, buyer.accountId()));
        if (wait > 0) {
            throw ProblemException.of(429, "too-many-applications", "今天申请太多 · Too many applications today", null)
                    .fact(ProblemException.RETRY_AFTER, wait);
        }
        var person = new Person(ids.next(), programmeId, buyer.accountId(), asking.document(), State.ASKED, 0, now);
        try {
            return transactions.run(() -> {
                if (people.find(programmeId, buyer.accountId()).isEmpty()) {
                    people.insert(person, countyCode, number);
                } else {
                    people.again(person, number);
                }
                return people.find(programmeId, buyer.accountId()).orElseThrow();
            });
        } catch (SqlFailure e) {
            if (!e.duplicate()) {
                throw e;
            }
            return transactions
                    .read(() -> people.find(programmeId, buyer.accountId()))
                    .orElseThrow();
        }
    }

    /** @param number as it stands in the authority's list */
    Person approve(Caller operator, String personId, String number) {
        Person person = decidable(operator, personId);
        demandNotMaker(operator, person.programmeId(), personId, person.accountId());
        String proof = number(number);
        if (!transactions.read(() -> people.proves(personId, proof))) {
            trail.refused(operator.accountId(), ACT, personId, "document-differs");
            throw ProblemException.of(409, "document-differs", "证件号与申请不符 · It is not the number that he gave", null)
                    .field("number");
        }
        try {
            return decide(
                    operator,
                    person,
                    State.APPROVED,
                    () -> people.approve(personId, proof, operator.accountId(), clock.instant()));
        } catch (SqlFailure e) {
            if (!e.duplicate()) {
                throw e;
            }
            trail.refused(operator.accountId(), ACT, personId, "document-taken");
            throw ProblemException.of(409, "document-taken", "该证件已参加此补贴 · Somebody takes part by this document", null);
        }
    }

    Person decline(Caller operator, String personId) {
        return decide(
                operator,
                decidable(operator, personId),
                State.DECLINED,
                () -> people.decide(personId, State.DECLINED, operator.accountId(), clock.instant()));
    }

    /** Who drafted a programme opens it not, and says not who has of it. */
    private void demandNotMaker(Caller operator, String programmeId, String subject, @Nullable String concerns) {
        String maker = transactions
                .read(() -> programmes.maker(countyCode, programmeId))
                .orElseThrow(ProblemException::notFound);
        try {
            new SecondPerson(maker, concerns).demand(operator.accountId());
        } catch (ProblemException first) {
            trail.refused(operator.accountId(), ACT, subject, first.code());
            throw first;
        }
    }

    private Person decidable(Caller operator, String personId) {
        county(operator, personId);
        Person person = transactions.read(() -> people.find(personId)).orElseThrow(ProblemException::notFound);
        try {
            strangers.demandStranger(operator, null, person.accountId());
        } catch (ProblemException own) {
            trail.refused(operator.accountId(), ACT, personId, own.code());
            throw own;
        }
        return person;
    }

    private Person decide(Caller operator, Person person, State to, BooleanSupplier decided) {
        return transactions.run(() -> {
            if (!decided.getAsBoolean()) {
                throw ProblemException.of(409, "decided-before", "该申请已处理 · It was decided before", null);
            }
            trail.record(
                    operator.accountId(), ACT, person.personId(), person.state().name(), to.name());
            return people.find(person.personId()).orElseThrow();
        });
    }

    private Programme find(String programmeId) {
        return transactions
                .read(() -> programmes.find(countyCode, programmeId))
                .orElseThrow(ProblemException::notFound);
    }

    private void county(Caller caller, String subject) {
        if (!caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(countyCode)) {
            trail.refused(caller.accountId(), ACT, Ids.isId(subject) ? subject : "?", "not-found");
            throw ProblemException.notFound();
        }
    }

    /** Width, blanks and case do not make another number. */
    private static String number(String written) {
        String number = Normalizer.normalize(written, Normalizer.Form.NFKC)
                .replaceAll("[\\s-]", "")
                .toUpperCase(Locale.ROOT);
        if (!number.matches("[0-9A-Z]{4,40}")) {
            throw ProblemException.invalid("number", "document-invalid", "证件号不对 · Not the number of a document");
        }
        return number;
    }
}
