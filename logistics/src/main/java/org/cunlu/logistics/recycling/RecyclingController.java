package org.cunlu.logistics.recycling;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.YearMonth;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.recycling.BroughtTable.Brought;
import org.cunlu.logistics.recycling.BroughtTable.Load;
import org.cunlu.logistics.recycling.BroughtTable.Total;
import org.cunlu.logistics.recycling.KindTable.Kind;

/** What is taken back at one's own node, and what the county makes of it. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
class RecyclingController {
    private static final List<Role> COUNTY = List.of(Role.COUNTY_OPERATOR);
    private static final String MONTH = "[12][0-9]{3}-(0[1-9]|1[0-2])";

    private final TakingBack takingBack;
    private final KindTable kinds;
    private final BroughtTable table;
    private final Workplaces workplaces;
    private final Transactions transactions;
    private final Trail trail;

    RecyclingController(
            TakingBack takingBack,
            KindTable kinds,
            BroughtTable table,
            Workplaces workplaces,
            Transactions transactions,
            Trail trail) {
        this.takingBack = takingBack;
        this.kinds = kinds;
        this.table = table;
        this.workplaces = workplaces;
        this.transactions = transactions;
        this.trail = trail;
    }

    /** @param kinds that there are @param here what waits to be sent up, by kind; its month is empty */
    @Serdeable
    record Here(List<Kind> kinds, List<Total> here) {}

    @Serdeable
    record Sending(@NotBlank @Size(max = 32) String node) {}

    @Serdeable
    record Totals(List<Total> items) {}

    @Get("/station/recycling")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Tag(name = "station")
    Here here(Caller caller, @QueryValue @Size(max = 32) String node) {
        workplaces.own(caller, node, "logistics.recycling", Workplaces.HANDS);
        return new Here(kinds.all(), table.here(node));
    }

    /** Somebody brings something back. */
    @Post("/station/recycling")
    @Status(HttpStatus.CREATED)
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Tag(name = "station")
    Brought take(Caller caller, @Body @Valid TakingBack.Order order, @Nullable @Header("Idempotency-Key") String key) {
        return takingBack.take(caller, order, key);
    }

    /** Sends all of it up with the next departure. */
    @Post("/station/recycling/loads")
    @Status(HttpStatus.CREATED)
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Tag(name = "station")
    Load send(Caller caller, @Body @Valid Sending sending, @Nullable @Header("Idempotency-Key") String key) {
        return takingBack.send(caller, sending.node(), key);
    }

    /** The node above weighs it. */
    @Post("/station/recycling/loads/{loadId}/receipt")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Tag(name = "station")
    Load receive(
            Caller caller,
            @PathVariable @Size(max = 13) String loadId,
            @Body @Valid TakingBack.Receipt receipt,
            @Nullable @Header("Idempotency-Key") String key) {
        return takingBack.receive(caller, loadId, receipt, key);
    }

    /** Adds a kind of what is taken back, or changes it; what was credited stays as it was. */
    @Put("/county/recycling/kinds/{code}")
    @Secured("COUNTY_OPERATOR")
    @Tag(name = "county")
    Kind put(Caller caller, @PathVariable @Size(max = 16) String code, @Body @Valid Kind kind) {
        if (!kind.code().equals(code)) {
            throw ProblemException.invalid("code", "code-differs", "编码与路径不符 · The code is not that of the path");
        }
        return transactions.run(() -> {
            String before = kinds.find(code).map(Kind::toString).orElse(null);
            kinds.put(kind);
            trail.record(caller.accountId(), "logistics.recycling-kind", code, before, kind.toString());
            return kind;
        });
    }

    /** Sums by station, month and kind, of one's own nodes. @param from month, such as 2026-01 @param to last month */
    @Get("/county/recycling")
    @Secured("COUNTY_OPERATOR")
    @Tag(name = "county")
    Totals totals(
            Caller caller,
            @QueryValue @Pattern(regexp = MONTH) String from,
            @QueryValue @Pattern(regexp = MONTH) String to) {
        return new Totals(table.months(YearMonth.parse(from), YearMonth.parse(to)).stream()
                .filter(each -> workplaces.covers(caller, each.node(), COUNTY))
                .toList());
    }

    /** The same for a spreadsheet. */
    @Get("/county/recycling.csv")
    @Produces("text/csv")
    @Secured("COUNTY_OPERATOR")
    @Tag(name = "county")
    String csv(
            Caller caller,
            @QueryValue @Pattern(regexp = MONTH) String from,
            @QueryValue @Pattern(regexp = MONTH) String to) {
        var lines = new StringBuilder("month,node,kind,times,pieces,weight_grams,credit_fen\r\n");
        for (Total each : totals(caller, from, to).items()) {
            lines.append(each.month())
                    .append(',')
                    .append(each.node())
                    .append(',')
                    .append(each.kind())
                    .append(',')
                    .append(each.times())
                    .append(',')
                    .append(each.pieces())
                    .append(',')
                    .append(each.weightGrams())
                    .append(',')
                    .append(each.creditFen())
                    .append("\r\n");
        }
        return lines.toString();
    }
}
