package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Vehicles;
import org.cunlu.logistics.dispatch.TermsTable.Station;
import org.cunlu.logistics.dispatch.TermsTable.VanTerms;

/** On what terms vehicles and stations of the caller's part of the county are planned. */
@Controller("/api/dispatch/tour-terms")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class TermsController {
    private static final String ACT = "logistics.tour-terms";

    private final TermsTable terms;
    private final Vehicles vehicles;
    private final Plans plans;
    private final Transactions transactions;
    private final Trail trail;

    TermsController(TermsTable terms, Vehicles vehicles, Plans plans, Transactions transactions, Trail trail) {
        this.terms = terms;
        this.vehicles = vehicles;
        this.plans = plans;
        this.transactions = transactions;
        this.trail = trail;
    }

    /** As {@link VanTerms}, within bounds. */
    @Serdeable
    record Wanted(
            @Min(0) @Max(1_440) int shiftBegins,
            @Min(0) @Max(2_880) int shiftEnds,
            @Min(0) @Max(240) int loadingMinutes,
            @Min(1) @Max(20) int tripsMax,
            @Min(0) @Max(10_000_000) long fixedFen,
            @Min(0) @Max(100_000) long perKmFen,
            @Min(0) @Max(1_000_000) long perHourFen,
            @DecimalMin("0.1") @DecimalMax("10") double pace,
            @Min(0) @Max(1_000_000_000) long chilledCm3,
            @Min(0) @Max(1_000_000_000) long hazardousCm3,
            @Nullable @Size(max = 500) Set<@NotNull @Size(max = 32) String> reaches,
            @Min(0) @Max(Integer.MAX_VALUE) int version) {}

    /** @param days on which it is served @param serviceOfTen seconds that serving 10 pieces takes, as learnt */
    @Serdeable
    record StationTerms(String node, Set<DayOfWeek> days, int version, long visits, int serviceOfTen) {}

    @Serdeable
    record Days(
            @NotEmpty Set<@NotNull DayOfWeek> days,
            @Min(0) @Max(Integer.MAX_VALUE) int version) {}

    /** Usual terms where nothing was said. */
    @Get("/vehicles/{code}")
    VanTerms van(Caller caller, @Size(max = 32) String code) {
        Vehicles.Vehicle vehicle = own(caller, code);
        return terms.vans(List.of(code)).getOrDefault(code, TermsTable.usual(vehicle.kind()));
    }

    @Put("/vehicles/{code}")
    VanTerms set(Caller caller, @Size(max = 32) String code, @Body @Valid Wanted wanted) {
        Vehicles.Vehicle vehicle = own(caller, code);
        if (wanted.shiftEnds() <= wanted.shiftBegins()) {
            throw ProblemException.invalid(
                    "shiftEnds", "window-closed-first", "班次先收后出 · The shift ends before it begins");
        }
        Node home = plans.own(caller, vehicle.node(), ACT);
        var said = new VanTerms(
                wanted.shiftBegins(),
                wanted.shiftEnds(),
                wanted.loadingMinutes(),
                wanted.tripsMax(),
                wanted.fixedFen(),
                wanted.perKmFen(),
                wanted.perHourFen(),
                wanted.pace(),
                wanted.chilledCm3(),
                wanted.hazardousCm3(),
                wanted.reaches(),
                wanted.version());
        transactions.run(() -> {
            if (!terms.set(code, home.countyCode(), said)) {
                throw changed();
            }
            trail.record(caller.accountId(), ACT, code, String.valueOf(wanted.version()), said.toString());
        });
        return van(caller, code);
    }

    @Get("/stations/{node}")
    StationTerms station(Caller caller, @Size(max = 32) String node) {
        plans.own(caller, node, ACT);
        Station station = terms.stations(List.of(node)).getOrDefault(node, Station.USUAL);
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if ((station.days() & 1 << day.ordinal()) != 0) {
                days.add(day);
            }
        }
        return new StationTerms(
                node,
                days,
                station.version(),
                station.learnt().visits(),
                station.learnt().service(10));
    }

    @Put("/stations/{node}")
    StationTerms days(Caller caller, @Size(max = 32) String node, @Body @Valid Days days) {
        Node own = plans.own(caller, node, ACT);
        int mask = days.days().stream().mapToInt(day -> 1 << day.ordinal()).sum();
        transactions.run(() -> {
            terms.known(node, own.countyCode());
            if (!terms.days(node, mask, days.version())) {
                throw changed();
            }
            trail.record(
                    caller.accountId(),
                    ACT,
                    node,
                    String.valueOf(days.version()),
                    days.days().toString());
        });
        return station(caller, node);
    }

    private Vehicles.Vehicle own(Caller caller, String code) {
        Vehicles.Vehicle vehicle = vehicles.find(List.of(code)).get(code);
        if (vehicle == null) {
            throw ProblemException.notFound();
        }
        plans.own(caller, vehicle.node(), ACT);
        return vehicle;
    }

    private static ProblemException changed() {
        return ProblemException.of(409, "terms-changed", "刚被改动 · Changed meanwhile", "请刷新后重试 · Look at it again");
    }
}
