package org.cunlu.web.money;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.catalog.Assortment;
import org.cunlu.catalog.ShopNames;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.CommissionDesk;
import org.cunlu.orders.CommissionDesk.Rule;
import org.cunlu.orders.CommissionDesk.RuleSet;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.county.Typed;

/** What selling costs: the rules in force, and the next set of them, which waits in the queue of such sets for somebody else. */
@Controller(CommissionPages.COMMISSION)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class CommissionPages {
    static final String COMMISSION = "/county/commission";
    private static final String DRAFT = COMMISSION + "/draft";
    private static final int PIECE = 20;

    private final Desk desk;
    private final CommissionDesk commission;
    private final SecondFactor secondFactor;
    private final Assortment assortment;
    private final ShopNames shops;
    private final Parties parties;
    private final Clock clock;

    CommissionPages(
            Desk desk,
            CommissionDesk commission,
            SecondFactor secondFactor,
            Assortment assortment,
            ShopNames shops,
            Parties parties,
            Clock clock) {
        this.desk = desk;
        this.commission = commission;
        this.secondFactor = secondFactor;
        this.assortment = assortment;
        this.shops = shops;
        this.parties = parties;
        this.clock = clock;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue Integer cursor) {
        Page<RuleSet> page = commission.sets(caller, cursor, PIECE);
        var inForce = commission.inForce(caller);
        var facts = named(inForce.rules());
        facts.put("inForce", inForce);
        facts.put("sets", page.items());
        facts.put("cursor", page.next());
        facts.put("people", people(page.items()));
        facts.put("today", today());
        return desk.show(request, COMMISSION, "money/commission", facts);
    }

    @Get("/{version}")
    HttpResponse<?> set(HttpRequest<?> request, Caller caller, int version) {
        RuleSet set = commission.set(caller, version);
        var facts = named(set.rules());
        facts.put("set", set);
        facts.put("people", people(List.of(set)));
        facts.put("inForce", commission.inForce(caller));
        facts.put("today", today());
        return desk.show(request, COMMISSION + "/" + version, "money/ruleset", facts);
    }

    /** The rules in force, to be changed. @param end number of one that is to end today */
    @Get("/draft")
    HttpResponse<?> draft(HttpRequest<?> request, Caller caller, @Nullable @QueryValue Integer end) {
        var inForce = commission.inForce(caller);
        if (inForce.rules().size() >= RuleRow.MOST) {
            throw RuleRow.tooMany();
        }
        var rows = new ArrayList<RuleRow>();
        for (Rule rule : inForce.rules()) {
            int no = rows.size() + 1;
            rows.add(RuleRow.of(no, rule, end != null && end == no ? today() : null));
        }
        rows.add(RuleRow.empty(rows.size() + 1));
        return desk.show(request, view(inForce.version(), rows));
    }

    /** One more row, or the whole of it proposed. */
    @Post("/draft")
    HttpResponse<?> propose(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        int follows = (int) Typed.number(form, "follows");
        List<RuleRow> rows = RuleRow.all(form);
        if (!form.typed("more").isEmpty() && rows.size() < RuleRow.MOST) {
            var longer = new ArrayList<>(rows);
            longer.add(RuleRow.empty(rows.size() + 1));
            return desk.show(request, view(follows, longer));
        }
        return desk.act(request, view(follows, rows), form, () -> {
            List<Rule> rules = RuleRow.rules(form);
            known(rules, form);
            secondFactor.use(
                    caller.accountId(),
                    form.optional(Fields.FACTOR),
                    CommissionDesk.PROPOSE,
                    form.fingerprint(request.getPath()));
            var set = commission.propose(
                    caller, follows, rules, form.typed("note").strip());
            return desk.onward(request, COMMISSION + "/" + set.version(), "money.note.rules");
        });
    }

    /** A shop or shelf that does not exist would be a rule that never fits. */
    private void known(List<Rule> rules, Fields form) {
        Set<String> sellers =
                rules.stream().map(Rule::seller).filter(Objects::nonNull).collect(Collectors.toSet());
        sellers.removeAll(shops.names(sellers).keySet());
        if (!sellers.isEmpty()) {
            String field = form.all().entrySet().stream()
                    .filter(each -> each.getKey().startsWith("seller-")
                            && sellers.contains(each.getValue().strip()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("seller-1");
            throw ProblemException.invalid(field, "seller-unknown", "没有这个商家，请核对编号 · No such shop; check its code");
        }
    }

    private Desk.View view(int follows, List<RuleRow> rows) {
        return new Desk.View(DRAFT, "money/ruledraft", () -> {
            var facts = new HashMap<String, Object>();
            facts.put("follows", follows);
            facts.put("rows", rows);
            facts.put("categories", shelves());
            facts.put("most", RuleRow.MOST);
            return facts;
        });
    }

    private Map<String, String> people(List<RuleSet> sets) {
        return parties.people(sets.stream()
                .flatMap(each -> Stream.of(each.proposedBy(), each.decidedBy()))
                .filter(Objects::nonNull)
                .toList());
    }

    private HashMap<String, Object> named(Collection<Rule> rules) {
        var facts = new HashMap<String, Object>();
        facts.put("categories", shelves());
        facts.put(
                "shops",
                shops.names(rules.stream()
                        .map(Rule::seller)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList()));
        return facts;
    }

    private Map<String, String> shelves() {
        var shelves = new TreeMap<String, String>();
        assortment.categories().forEach(each -> shelves.put(each.code(), each.name()));
        return shelves;
    }

    private LocalDate today() {
        return CountyTime.date(clock.instant());
    }
}
