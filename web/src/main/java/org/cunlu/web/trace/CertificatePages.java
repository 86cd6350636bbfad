package org.cunlu.web.trace;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.List;
import org.cunlu.catalog.BrandCertificates;
import org.cunlu.web.Desk;

/** Whether a certificate of a regional brand is real and good today, by the number that stands on it. */
@Controller(CertificatePages.CERTIFICATES)
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class CertificatePages {
    static final String CERTIFICATES = "/certificates";

    private final Desk desk;
    private final BrandCertificates certificates;

    CertificatePages(Desk desk, BrandCertificates certificates) {
        this.desk = desk;
        this.certificates = certificates;
    }

    /** @param no number of a certificate, as it was printed; absent for the empty form */
    @Get
    HttpResponse<?> check(HttpRequest<?> request, @Nullable @QueryValue String no) {
        String number = no == null ? "" : no.strip();
        var facts = new HashMap<String, Object>();
        facts.put("number", number.length() > BrandCertificates.NUMBER_MAX ? "" : number);
        facts.put("found", number.isEmpty() ? List.of() : certificates.numbered(number));
        facts.put("asked", !number.isEmpty());
        return desk.show(request, CERTIFICATES, "certificate", facts);
    }
}
