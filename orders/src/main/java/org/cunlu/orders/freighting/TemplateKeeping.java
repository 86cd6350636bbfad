package org.cunlu.orders.freighting;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cunlu.catalog.ShopPeople;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.freighting.FreightTemplate.State;
import org.cunlu.orders.freighting.TemplateController.Wanted;

/**
 * Proposes templates, and decides about them. Freight is the network's income: a seller's template holds when the county, by
 * somebody who has nothing to do with the shop, says so.
 */
@Singleton
class TemplateKeeping {
    private final TemplateTable table;
    private final TemplatesInForce inForce;
    private final ShopPeople people;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final String countyCode;

    TemplateKeeping(
            TemplateTable table,
            TemplatesInForce inForce,
            ShopPeople people,
            Idempotency idempotency,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.county.code}") String countyCode) {
        this.table = table;
        this.inForce = inForce;
        this.people = people;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.countyCode = countyCode;
    }

    /** @param sellerCode null for the county's own, which needs no decision */
    FreightTemplate make(Caller caller, @Nullable String sellerCode, @Nullable String key, Wanted wanted) {
        check(wanted);
        FreightTemplate made = idempotency.once(
                caller.accountId(),
                "orders.freight-template",
                key,
                new Request(sellerCode, wanted),
                FreightTemplate.class,
                () -> write(caller, sellerCode, wanted));
        inForce.refresh();
        return made;
    }

    /** What is asked, whole. */
    @Serdeable
    record Request(@Nullable String sellerCode, Wanted wanted) {}

    /** All of them or none. */
    List<FreightTemplate> makeAll(Caller caller, @Nullable String sellerCode, List<Wanted> all) {
        all.forEach(TemplateKeeping::check);
        List<FreightTemplate> made = transactions.run(() ->
                all.stream().map(wanted -> write(caller, sellerCode, wanted)).toList());
        inForce.refresh();
        return made;
    }

    private FreightTemplate write(Caller caller, @Nullable String sellerCode, Wanted wanted) {
        var template = new FreightTemplate(
                ids.next(),
                countyCode,
                sellerCode,
                wanted.name().strip(),
                wanted.basis(),
                wanted.chilledBps(),
                wanted.hazardousBps(),
                State.PROPOSED,
                wanted.freightRules(),
                clock.instant());
        table.insert(template, caller.accountId());
        trail.record(
                caller.accountId(),
                "orders.freight-template",
                template.templateId(),
                null,
                sellerCode == null ? "county" : sellerCode);
        return sellerCode == null ? activate(caller, template) : template;
    }

    FreightTemplate approve(Caller caller, String templateId) {
        return decide(caller, templateId, template -> activate(caller, template));
    }

    FreightTemplate decline(Caller caller, String templateId) {
        return decide(caller, templateId, template -> move(caller, template, State.PROPOSED, State.DECLINED));
    }

    /** Out of force at once; what is ordered keeps its freight. */
    FreightTemplate retire(Caller caller, String templateId) {
        county(caller, templateId);
        return retire(caller, find(templateId));
    }

    FreightTemplate retireOwn(Caller caller, String templateId) {
        FreightTemplate template = find(templateId);
        if (template.sellerCode() == null || !ShopRight.GOODS.shops(caller).contains(template.sellerCode())) {
            trail.refused(caller.accountId(), "orders.freight-template", subject(templateId), "not-found");
            throw ProblemException.notFound();
        }
        return retire(caller, template);
    }

    private FreightTemplate retire(Caller caller, FreightTemplate template) {
        if (template.state() == State.RETIRED) {
            return template;
        }
        FreightTemplate retired = transactions.run(() -> move(caller, template, template.state(), State.RETIRED));
        inForce.refresh();
        return retired;
    }

    private FreightTemplate decide(Caller caller, String templateId, UnaryOperator<FreightTemplate> decision) {
        county(caller, templateId);
        FreightTemplate template = find(templateId);
        String maker = transactions.read(() -> table.maker(templateId)).orElse(null);
        try {
            people.demandStranger(caller, template.sellerCode(), maker);
        } catch (ProblemException own) {
            trail.refused(caller.accountId(), "orders.freight-template", subject(templateId), own.code());
            throw own;
        }
        FreightTemplate decided = transactions.run(() -> decision.apply(template));
        inForce.refresh();
        return decided;
    }

    private FreightTemplate activate(Caller caller, FreightTemplate template) {
        table.retireOthers(template, caller.accountId(), clock.instant());
        return move(caller, template, State.PROPOSED, State.ACTIVE);
    }

    private FreightTemplate move(Caller caller, FreightTemplate template, State from, State to) {
        if (!table.move(template, from, to, caller.accountId(), clock.instant())) {
            throw ProblemException.of(409, "decided-before", "该模板状态已变 · It was decided about before", null);
        }
        trail.record(caller.accountId(), "orders.freight-template", template.templateId(), from.name(), to.name());
        return table.find(template.templateId()).orElseThrow();
    }

    FreightTemplate find(String templateId) {
        return Optional.of(templateId)
                .flatMap(id -> transactions.read(() -> table.find(id)))
                .orElseThrow(ProblemException::notFound);
    }

    /** @throws ProblemException 404 for who is no operator of this county */
    void county(Caller caller, String subject) {
        if (!caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(countyCode)) {
            trail.refused(caller.accountId(), "orders.freight-template", subject(subject), "not-found");
            throw ProblemException.notFound();
        }
    }

    private static String subject(String written) {
        return Ids.isId(written) ? written : "?";
    }

    private static void check(Wanted wanted) {
        var areas = new HashSet<String>();
        for (FreightRule rule : wanted.freightRules()) {
            if (!areas.add(rule.area() + " " + Provinces.normal(rule.code()))) {
                throw ProblemException.invalid("rules", "area-twice", "同一地区有两条规则 · An area has two rules")
                        .fact("area", rule.area())
                        .fact("code", rule.code());
            }
        }
    }
}
