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
import io.micronaut.http.annotation.QueryValue;
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
import org.cunlu.logistics.ReserveLot;
import org.cunlu.logistics.ReserveRotations;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** A rotation from its proposal to the day on which it is full again. */
@Controller(ReservePages.RESERVE)
@Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER", "RESERVE_AUTHORITY", "RESERVE_AUDITOR", "RESERVE_HOLDER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class RotationPages {
    static final String ROTATE = ReservePages.RESERVE + "/rotate";
    static final String ROTATIONS = ReservePages.RESERVE + "/rotations";
    private static final String ONE = "reserve/rotation";
    private static final String NEW = "reserve/rotate";

    private final Desk desk;
    private final ReserveRotations rotations;
    private final Signing signing;
    private final Names names;
    private final Ids ids;

    RotationPages(Desk desk, ReserveRotations rotations, Signing signing, Names names, Ids ids) {
        this.desk = desk;
        this.rotations = rotations;
        this.signing = signing;
        this.names = names;
        this.ids = ids;
    }

    /** The form, for a lot. */
    @Get("/rotate")
    @Secured("RESERVE_OFFICER")
    HttpResponse<?> rotate(HttpRequest<?> request, Caller caller, @QueryValue @Size(max = 13) String lot) {
        return desk.show(request, ROTATE, NEW, asked(caller, lot));
    }

    @Post("/rotate")
    @Secured("RESERVE_OFFICER")
    HttpResponse<?> propose(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        String lot = form.typed("lot");
        // Not another's, whatever the form says.
        rotations.lot(caller, lot);
        return desk.attempt(
                () -> {
                    var wish = new ReserveRotations.Wish(
                            lot,
                            Signing.number(form, "pieces"),
                            "IN_FIRST".equals(form.typed("sequence")),
                            "AUCTION".equals(form.typed("offer")),
                            form.optional("supplier"),
                            form.typed("reason"));
                    String id = rotations.propose(caller, wish, form.optional("key"));
                    return desk.onward(request, ROTATIONS + "/" + id, "reserve.note.rotation");
                },
                refusal -> desk.again(request, ROTATE, NEW, asked(caller, lot), form, refusal));
    }

    @Get("/rotations/{id}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @Size(max = 13) String id) {
        return desk.show(request, ROTATIONS + "/" + id, ONE, facts(caller, id));
    }

    @Post("/rotations/{id}/decision")
    @Secured("RESERVE_AUTHORITY")
    HttpResponse<?> decide(
            HttpRequest<?> request, Caller caller, String id, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        boolean agrees = "yes".equals(form.typed("agrees"));
        return desk.act(
                request, own(caller, id), form, agrees ? "reserve.note.rotation-yes" : "reserve.note.refused", () -> {
                    signing.sign(request, caller, form, ReserveRotations.DECIDE);
                    rotations.decide(caller, id, agrees, form.optional("reason"), form.optional("key"));
                });
    }

    @Post("/rotations/{id}/out")
    @Secured("RESERVE_OFFICER")
    HttpResponse<?> out(HttpRequest<?> request, Caller caller, String id, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, own(caller, id), form, "reserve.note.rotation-out", () -> {
            signing.sign(request, caller, form, ReserveRotations.OUT);
            rotations.out(caller, id, form.optional("key"));
        });
    }

    @Post("/rotations/{id}/auction")
    @Secured("RESERVE_AUTHORITY")
    HttpResponse<?> auctioned(
            HttpRequest<?> request, Caller caller, String id, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        boolean sold = "yes".equals(form.typed("agrees"));
        return desk.act(request, own(caller, id), form, "reserve.note.rotation-auction", () -> {
            signing.sign(request, caller, form, ReserveRotations.AUCTION);
            rotations.auctioned(
                    caller,
                    id,
                    sold,
                    form.optional("buyer"),
                    form.optional("fen") == null ? null : Signing.number(form, "fen"),
                    form.typed("reason"),
                    form.optional("key"));
        });
    }

    @Post("/rotations/{id}/extension")
    @Secured("RESERVE_AUTHORITY")
    HttpResponse<?> extend(
            HttpRequest<?> request, Caller caller, String id, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, own(caller, id), form, "reserve.note.rotation-extended", () -> {
            signing.sign(request, caller, form, ReserveRotations.EXTEND);
            rotations.extend(
                    caller,
                    id,
                    (int) Math.min(Integer.MAX_VALUE, Signing.number(form, "months")),
                    form.typed("reason"),
                    form.optional("key"));
        });
    }

    /** Not another's, whatever a form says. */
    private Desk.View own(Caller caller, String id) {
        rotations.one(caller, id);
        return new Desk.View(ROTATIONS + "/" + id, ONE, () -> facts(caller, id));
    }

    private Map<String, Object> asked(Caller caller, String lotId) {
        ReserveLot lot = rotations.lot(caller, lotId);
        return Map.of(
                "lot", lot, "key", ids.next(), "names", names.of(List.of(lot.nodeCode()), List.of(lot.skuCode())));
    }

    private Map<String, Object> facts(Caller caller, String id) {
        ReserveRotations.Whole one = rotations.one(caller, id);
        var facts = new HashMap<String, Object>();
        facts.put("one", one);
        facts.put("me", caller.accountId());
        facts.put("key", ids.next());
        facts.put(
                "names", names.of(List.of(one.nodeCode()), List.of(one.turning().skuCode())));
        return facts;
    }
}
