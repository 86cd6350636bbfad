package org.cunlu.web.reserve;

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
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.ReserveClaims;
import org.cunlu.logistics.ReserveStandings;
import org.cunlu.logistics.StockStatus;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** What a holder owes: made good, found fit after all, or waived. */
@Controller(ClaimPages.CLAIMS)
@Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER", "RESERVE_AUTHORITY", "RESERVE_AUDITOR", "RESERVE_HOLDER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class ClaimPages {
    static final String CLAIMS = ReservePages.RESERVE + "/claims";
    private static final String ONE = "reserve/claim";

    private final Desk desk;
    private final ReserveClaims claims;
    private final Signing signing;
    private final Names names;
    private final Ids ids;

    ClaimPages(Desk desk, ReserveClaims claims, Signing signing, Names names, Ids ids) {
        this.desk = desk;
        this.claims = claims;
        this.signing = signing;
        this.names = names;
        this.ids = ids;
    }

    @Get("/{id}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @Size(max = 13) String id) {
        return desk.show(request, CLAIMS + "/" + id, ONE, facts(caller, id));
    }

    @Post("/{id}/making-good")
    @Secured("RESERVE_AUTHORITY")
    HttpResponse<?> makeGood(
            HttpRequest<?> request, Caller caller, String id, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, own(caller, id), form, "reserve.note.made-good", () -> {
            long pieces = Signing.number(form, "pieces");
            signing.sign(request, caller, form, ReserveClaims.MAKE_GOOD);
            claims.makeGood(caller, id, form.typed("lotCode").strip(), pieces, form.optional("key"));
        });
    }

    @Post("/{id}/restoration")
    @Secured("RESERVE_OFFICER")
    HttpResponse<?> restore(
            HttpRequest<?> request, Caller caller, String id, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, own(caller, id), form, "reserve.note.restored", () -> {
            long pieces = Signing.number(form, "pieces");
            signing.sign(request, caller, form, ReserveClaims.RESTORE);
            StockStatus status = "DAMAGED".equals(form.typed("status")) ? StockStatus.DAMAGED : StockStatus.ON_HOLD;
            claims.restore(caller, id, status, pieces, form.typed("reason"), form.optional("key"));
        });
    }

    @Post("/{id}/waiver")
    @Secured("RESERVE_AUTHORITY")
    HttpResponse<?> waive(
            HttpRequest<?> request, Caller caller, String id, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, own(caller, id), form, "reserve.note.waived", () -> {
            signing.sign(request, caller, form, ReserveClaims.WAIVE);
            claims.waive(caller, id, form.typed("why"), form.optional("key"));
        });
    }

    /** Not another's, whatever a form says. */
    private Desk.View own(Caller caller, String id) {
        claims.one(caller, id);
        return new Desk.View(CLAIMS + "/" + id, ONE, () -> facts(caller, id));
    }

    private Map<String, Object> facts(Caller caller, String id) {
        ReserveStandings.Claim claim = claims.one(caller, id);
        var facts = new HashMap<String, Object>();
        facts.put("claim", claim);
        facts.put("key", ids.next());
        facts.put("names", names.of(List.of(claim.nodeCode()), List.of(claim.skuCode())));
        return facts;
    }
}
