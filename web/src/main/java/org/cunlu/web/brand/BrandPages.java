package org.cunlu.web.brand;

import io.micronaut.context.annotation.Value;
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
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.catalog.BrandDesk;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.HandedIn;
import org.cunlu.web.QrSquare;

/**
 * Rights to one's brand: holders, quotas used and left, and what the owner does to one of them. What was done is said as
 * {@code words.text("brand.note." + what)}.
 */
@Controller(BrandPages.BRAND)
@Secured("BRAND_OWNER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class BrandPages {
    static final String BRAND = "/brand";
    private static final String VIEW = "brand/holding";
    private static final int A_PAGE = 30;

    private final Desk desk;
    private final BrandDesk brands;
    private final SecondFactor secondFactor;
    private final String publicUrl;

    BrandPages(
            Desk desk, BrandDesk brands, SecondFactor secondFactor, @Value("${cunlu.public-url:}") String publicUrl) {
        this.publicUrl = publicUrl;
        this.desk = desk;
        this.brands = brands;
        this.secondFactor = secondFactor;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue String cursor) {
        Page<BrandDesk.Holding> page = brands.holdings(caller, cursor, A_PAGE);
        var facts = new HashMap<String, Object>();
        facts.put("holdings", page.items());
        facts.put("next", page.next() == null ? "" : page.next());
        facts.put("brands", names(caller));
        return desk.show(request, BRAND, "brand/holdings", facts);
    }

    @Get("/rights/{id}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, String id) {
        return desk.show(request, view(caller, id));
    }

    /** Hands in the file of the certificate, without which the county approves nothing. */
    @Post("/rights/{id}/certificate")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> certify(HttpRequest<?> request, Caller caller, String id, @Nullable CompletedFileUpload file) {
        return desk.act(request, view(caller, id), Fields.NONE, "brand.note.certified", () -> {
            brands.one(caller, id);
            brands.certify(caller, id, content(file));
        });
    }

    @Get("/rights/{id}/certificate")
    @Produces({"application/pdf", "image/jpeg", "image/png"})
    HttpResponse<byte[]> certificate(Caller caller, String id) {
        return new HandedIn(id, brands.certificate(caller, id)).answer();
    }

    private static byte[] content(@Nullable CompletedFileUpload file) {
        if (file == null || file.getSize() == 0) {
            throw ProblemException.invalid("file", "file-missing", "请选择证书文件 · Choose the certificate's file");
        }
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a proposal back that the county has not decided. */
    @Post("/rights/{id}/withdraw")
    HttpResponse<?> withdraw(HttpRequest<?> request, Caller caller, String id) {
        return desk.act(
                request, view(caller, id), Fields.NONE, "brand.note.withdrawn", () -> brands.withdraw(caller, id));
    }

    @Post("/rights/{id}/revoke")
    HttpResponse<?> revoke(
            HttpRequest<?> request, Caller caller, String id, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, view(caller, id), form, "brand.note.revoked", () -> {
            String reason = form.typed("reason").strip();
            if (reason.isEmpty()) {
                throw ProblemException.invalid("reason", "reason-missing", "请填写原因 · The reason is missing");
            }
            brands.one(caller, id);
            use(request, caller, form, "catalog.brand-revoke");
            brands.revoke(caller, id, reason);
        });
    }

    @Post("/rights/{id}/quota")
    HttpResponse<?> lower(
            HttpRequest<?> request, Caller caller, String id, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, view(caller, id), form, "brand.note.lowered", () -> {
            long quota = Quota.read(form, brands.one(caller, id).unit());
            use(request, caller, form, "catalog.brand-quota");
            brands.lower(caller, id, quota);
        });
    }

    private Desk.View view(Caller caller, String id) {
        return new Desk.View(path(id), VIEW, () -> facts(caller, id));
    }

    private void use(HttpRequest<?> request, Caller caller, Fields form, String act) {
        secondFactor.use(caller.accountId(), form.optional(Fields.FACTOR), act, form.fingerprint(request.getPath()));
    }

    private Map<String, Object> facts(Caller caller, String id) {
        BrandDesk.Holding holding = brands.one(caller, id);
        String check = "/certificates?no=" + URLEncoder.encode(holding.certificateNo(), StandardCharsets.UTF_8);
        return Map.of(
                "holding",
                holding,
                "brands",
                names(caller),
                "check",
                check,
                "qr",
                QrSquare.of(publicUrl + check),
                "enrolled",
                secondFactor.enrolled(caller.accountId()));
    }

    private Map<String, String> names(Caller caller) {
        return brands.brands(caller).stream().collect(Collectors.toMap(BrandDesk.Owned::code, BrandDesk.Owned::name));
    }

    static String path(String id) {
        return BRAND + "/rights/" + id;
    }
}
