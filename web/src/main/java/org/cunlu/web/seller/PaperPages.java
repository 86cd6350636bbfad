package org.cunlu.web.seller;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.OwnPapers;
import org.cunlu.catalog.OwnPapers.Paper;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Papers of a shop: which are due, how each stands, and the next one. */
@Controller(PaperPages.PAPERS)
@Secured(ShopRight.OWNER_ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class PaperPages {
    static final String PAPERS = SellerPages.SELLER + "/papers";
    private static final int NUMBER_MAX = 60;

    private final Desk desk;
    private final OwnPapers papers;

    PaperPages(Desk desk, OwnPapers papers) {
        this.desk = desk;
        this.papers = papers;
    }

    /** @param shop one of one's shops; null for the first */
    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue String shop) {
        String own = shop(caller, shop);
        return desk.show(
                request,
                PAPERS,
                "seller/papers",
                Map.of("shop", own, "shops", shops(caller), "papers", papers.of(caller, own)));
    }

    @Get("/{code}")
    HttpResponse<?> one(
            HttpRequest<?> request, Caller caller, @PathVariable String code, @Nullable @QueryValue String shop) {
        return desk.show(request, path(code), "seller/paper", facts(caller, shop(caller, shop), code));
    }

    @Post("/{code}")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> hand(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String code,
            @Nullable String shop,
            @Nullable String number,
            @Nullable String from,
            @Nullable String until,
            @Nullable CompletedFileUpload file) {
        String own = shop(caller, shop);
        Map<String, Object> facts = facts(caller, own, code);
        var posted = new HashMap<String, String>();
        posted.put("number", number);
        posted.put("from", from);
        posted.put("until", until);
        return desk.attempt(
                () -> {
                    Fields form = Fields.of(posted);
                    papers.hand(
                            caller,
                            own,
                            code,
                            new OwnPapers.Handing(number(form), content(file), day(form, "from"), day(form, "until")));
                    return desk.onward(request, PAPERS + "?shop=" + own, Notes.HANDED_IN);
                },
                refusal -> desk.again(request, path(code), "seller/paper", facts, kept(posted), refusal));
    }

    /** What was typed, or nothing where it was longer than any of it can be. */
    private static Fields kept(Map<String, String> posted) {
        try {
            return Fields.of(posted);
        } catch (ProblemException tooLong) {
            return Fields.NONE;
        }
    }

    private static String number(Fields form) {
        String number = form.typed("number").strip();
        if (number.isEmpty() || number.length() > NUMBER_MAX) {
            throw ProblemException.invalid("number", "number-invalid", "请填写证件号码 · Fill in its number");
        }
        return number;
    }

    private static @Nullable LocalDate day(Fields form, String field) {
        String typed = form.typed(field).strip();
        try {
            return typed.isEmpty() ? null : LocalDate.parse(typed);
        } catch (DateTimeParseException _) {
            throw ProblemException.invalid(field, "dates-wrong", "日期不对，如 2027-03-31 · Not a date, such as 2027-03-31");
        }
    }

    private static byte @Nullable [] content(@Nullable CompletedFileUpload file) {
        if (file == null || file.getSize() == 0) {
            return null;
        }
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> facts(Caller caller, String shop, String code) {
        Paper paper = papers.of(caller, shop).stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
        return Map.of("shop", shop, "paper", paper);
    }

    private static String shop(Caller caller, @Nullable String asked) {
        return asked != null ? asked : shops(caller).stream().findFirst().orElseThrow(ProblemException::notFound);
    }

    private static List<String> shops(Caller caller) {
        return caller.scopes(Role.SELLER, Scope.Kind.SHOP).stream().sorted().toList();
    }

    private static String path(String code) {
        return PAPERS + "/" + code;
    }
}
