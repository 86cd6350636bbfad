package org.cunlu.orders.brandsales;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.cunlu.kernel.bulk.CsvText;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;

/** Volumes of one's own brands by day, township and holder; what was cancelled or short does not count. */
@Controller("/api/brand")
@Secured("BRAND_OWNER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "brand")
class VolumeController {
    private static final int DAYS_MAX = 366;
    private static final List<String> HEADER = List.of(
            "brand_code",
            "date",
            "township",
            "seller_code",
            "seller_name",
            "unit",
            "orders",
            "pieces",
            "volume",
            "fen");

    private final VolumeTable table;

    VolumeController(VolumeTable table) {
        this.table = table;
    }

    /** @param from first day @param to last day, at most 366 days in all */
    @Get("/volumes")
    Page<Volume> volumes(Caller caller, @QueryValue LocalDate from, @QueryValue LocalDate to) {
        return new Page<>(sums(caller, from, to), null);
    }

    /** The same as a table. */
    @Get("/volumes.csv")
    @Produces("text/csv; charset=utf-8")
    HttpResponse<String> csv(Caller caller, @QueryValue LocalDate from, @QueryValue LocalDate to) {
        var text = new CsvText().line(HEADER);
        for (Volume each : sums(caller, from, to)) {
            text.line(List.of(
                    each.brandCode(),
                    each.date(),
                    each.township(),
                    each.sellerCode(),
                    each.sellerName(),
                    each.unit(),
                    each.orders(),
                    each.pieces(),
                    each.volume(),
                    each.fen()));
        }
        return HttpResponse.ok(text.toString())
                .header("Content-Disposition", "attachment; filename=\"volumes-" + from + "-" + to + ".csv\"");
    }

    private List<Volume> sums(Caller caller, LocalDate from, LocalDate to) {
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= DAYS_MAX) {
            throw ProblemException.invalid(
                    "to", "days-invalid", "日期应为 1 至 366 天 · From 1 to 366 days: " + from + " to " + to);
        }
        return table.sums(caller.scopes(Role.BRAND_OWNER, Scope.Kind.BRAND), midnight(from), midnight(to.plusDays(1)));
    }

    private static Instant midnight(LocalDate date) {
        return CountyTime.instant(date, LocalTime.MIDNIGHT);
    }
}
