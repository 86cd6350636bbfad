package org.cunlu.web.station;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.TransfersComing;
import org.cunlu.logistics.TransfersComing.Came;
import org.cunlu.logistics.TransfersComing.Coming;
import org.cunlu.logistics.TransfersComing.InUnit;
import org.cunlu.logistics.TransfersComing.Line;
import org.cunlu.logistics.TransfersComing.Unit;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** What other nodes ship is counted in: what somebody brought himself line by line, what came by line unit by unit. */
@Controller(TransferPages.TRANSFERS)
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class TransferPages {
    static final String TRANSFERS = "/station/transfers";
    private static final int PIECE = 20;

    private final Desk desk;
    private final Posts posts;
    private final TransfersComing transfers;
    private final Ids ids;

    TransferPages(Desk desk, Posts posts, TransfersComing transfers, Ids ids) {
        this.desk = desk;
        this.posts = posts;
        this.transfers = transfers;
        this.ids = ids;
    }

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String node,
            @Nullable @QueryValue @Size(max = 13) String cursor) {
        Spot post = posts.of(caller, node);
        var page = transfers.awaited(caller, post.code(), Ids.isId(cursor) ? cursor : null, PIECE);
        var facts = new HashMap<String, Object>();
        facts.put("post", post);
        facts.put("coming", page.items());
        facts.put("next", page.next());
        return desk.show(request, TRANSFERS, "station/transfers", facts);
    }

    @Get("/{transferId}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @PathVariable @Size(max = 13) String transferId) {
        return desk.show(request, view(caller, transferId));
    }

    @Post("/{transferId}")
    HttpResponse<?> receive(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable @Size(max = 13) String transferId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Coming coming = transfers.one(caller, transferId);
        return desk.act(
                request,
                view(caller, transferId),
                form,
                "station.note.received",
                () -> transfers.receive(
                        caller,
                        transferId,
                        came(coming.lines().stream().map(Line::lineNo).toList(), form),
                        Codes.key(form)));
    }

    /** Opens a unit; what is wrong with it is a difference, and the page says so. */
    @Post("/{transferId}/units/{barcode}")
    HttpResponse<?> open(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable @Size(max = 13) String transferId,
            @PathVariable @Size(max = 20) String barcode,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Coming coming = transfers.one(caller, transferId);
        Unit unit = coming.units().stream()
                .filter(each -> each.barcode().equals(barcode))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
        Desk.View view = view(caller, transferId);
        return desk.act(request, view, form, () -> {
            boolean wrong = transfers.open(
                    caller,
                    coming.nodeCode(),
                    barcode,
                    came(unit.lines().stream().map(InUnit::lineNo).toList(), form),
                    Codes.key(form));
            return desk.onward(request, view.path(), wrong ? "station.note.unit.wrong" : "station.note.unit.opened");
        });
    }

    /** Lines that are left out did not come. */
    private static List<Came> came(Collection<Integer> lines, Fields form) {
        var came = new ArrayList<Came>();
        for (int line : lines) {
            long good = Codes.pieces(form, "good-" + line);
            long damaged = Codes.pieces(form, "damaged-" + line);
            long over = Codes.pieces(form, "over-" + line);
            if (good + damaged + over > 0) {
                came.add(new Came(line, good, damaged, over));
            }
        }
        if (came.isEmpty()) {
            throw Codes.nothingTold();
        }
        return came;
    }

    /** @throws ProblemException not found, also for another node's */
    private Desk.View view(Caller caller, String transferId) {
        Spot post = posts.of(caller, transfers.one(caller, transferId).nodeCode());
        return new Desk.View(TRANSFERS + "/" + transferId, "station/transfer", () -> {
            var facts = new HashMap<String, Object>();
            facts.put("post", post);
            facts.put("coming", transfers.one(caller, transferId));
            facts.put("key", ids.next());
            return facts;
        });
    }
}
