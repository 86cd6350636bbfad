package org.cunlu.web.trust;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The certificate of the local authority, for phones that shall trust it; there is one only where a server was started with one. */
@Controller("/cunlu-ca.crt")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(property = "cunlu.tls.authority")
@Hidden
class AuthorityDownload {
    private final Path certificate;

    AuthorityDownload(@Value("${cunlu.tls.authority}") Path certificate) {
        this.certificate = certificate;
    }

    @Get
    @Produces("application/x-x509-ca-cert")
    HttpResponse<byte[]> download() {
        try {
            return HttpResponse.ok(Files.readAllBytes(certificate))
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"cunlu-ca.crt\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
