package org.cunlu.web.brand;

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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.catalog.BrandDesk;
import org.cunlu.catalog.BrandRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** A brand's owner proposes that a seller may bear its name; it holds when the county has approved it. */
@Controller(ProposalPages.NEW)
@Secured("BRAND_OWNER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class ProposalPages {
    static final String NEW = BrandPages.BRAND + "/new";
    private static final String VIEW = "brand/proposal";
    private static final int CODE_MAX = 32;
    private static final int NUMBER_MAX = 60;
    private static final int ORIGINS_MAX = 50;

    private final Desk desk;
    private final BrandDesk brands;

    ProposalPages(Desk desk, BrandDesk brands) {
        this.desk = desk;
        this.brands = brands;
    }

    @Get
    HttpResponse<?> form(HttpRequest<?> request, Caller caller) {
        return desk.show(request, NEW, VIEW, Map.of("brands", brands.brands(caller)));
    }

    @Post
    HttpResponse<?> propose(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    var made = brands.propose(caller, form.optional("key"), wish(form));
                    return desk.onward(request, BrandPages.path(made.id()), "brand.note.proposed");
                },
                refusal -> desk.again(request, NEW, VIEW, Map.of("brands", brands.brands(caller)), form, refusal));
    }

    private static BrandDesk.Wish wish(Fields form) {
        BrandRight.Unit unit = form.typed("unit").equals("PIECES") ? BrandRight.Unit.PIECES : BrandRight.Unit.GRAMS;
        return new BrandDesk.Wish(
                text(form, "brand", CODE_MAX),
                text(form, "seller", CODE_MAX),
                form.optional("grade"),
                origins(form),
                unit,
                Quota.read(form, unit),
                day(form, "from"),
                day(form, "until"),
                text(form, "certificate", NUMBER_MAX));
    }

    private static List<String> origins(Fields form) {
        List<String> codes = Stream.of(form.typed("origins").strip().split("[\\s,，、]+"))
                .filter(code -> !code.isEmpty())
                .toList();
        boolean good = codes.stream().allMatch(code -> code.matches("[0-9]{9}|[0-9]{12}"));
        if (!good || codes.isEmpty() || codes.size() > ORIGINS_MAX) {
            throw ProblemException.invalid(
                    "origins",
                    "origins-invalid",
                    "产地填乡镇（9 位）或村（12 位）代码 · Codes of townships (9 digits) or villages (12)");
        }
        return codes;
    }

    private static String text(Fields form, String field, int most) {
        String text = form.typed(field).strip();
        if (text.isEmpty() || text.length() > most) {
            throw ProblemException.invalid(field, "text-missing", "请填写完整 · Fill this in");
        }
        return text;
    }

    private static LocalDate day(Fields form, String field) {
        try {
            LocalDate day = LocalDate.parse(form.typed(field).strip());
            if (CountyTime.usual(day)) {
                return day;
            }
        } catch (DateTimeParseException _) {
            throw ProblemException.invalid(field, "day-invalid", "日期不对 · Not a day");
        }
        throw ProblemException.invalid(field, "day-invalid", "日期不对 · Not a day");
    }
}
