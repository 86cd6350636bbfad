package org.cunlu.web.shop;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.SandboxWallet;
import org.cunlu.web.Desk;

/** The sandbox gateway's own page, of a demo only: what a wallet's app would show. Whoever has the charge's address may pay it. */
@Controller("/sandbox/charges")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Requires(beans = SandboxWallet.class)
@Hidden
class WalletPages {
    static final String PATH = "/sandbox/charges/";

    private final Desk desk;
    private final SandboxWallet wallet;

    WalletPages(Desk desk, SandboxWallet wallet) {
        this.desk = desk;
        this.wallet = wallet;
    }

    @Get("/{chargeId}/pay")
    HttpResponse<?> page(HttpRequest<?> request, @PathVariable String chargeId) {
        var charge = wallet.charge(chargeId).orElseThrow(ProblemException::notFound);
        return desk.show(request, PATH + chargeId + "/wallet", "shop/wallet", Map.of("charge", charge));
    }

    @Post("/{chargeId}/wallet")
    HttpResponse<?> pay(HttpRequest<?> request, @PathVariable String chargeId) {
        wallet.pay(chargeId).orElseThrow(ProblemException::notFound);
        return request.getParameters().contains("next")
                ? desk.back(request)
                : desk.onward(request, PATH + chargeId + "/pay");
    }
}
