package org.cunlu.web.station;

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
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.OfflineCounter;
import org.cunlu.logistics.StationWork;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Kept;

/** One field to scan into, whatever is done with it, and a big answer. */
@Controller("/station")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class ScanPages {
    private static final String SCAN = "/station/scan";
    private static final String BAG = "/station/bag";

    private final Desk desk;
    private final Posts posts;
    private final Scanning scanning;
    private final StationWork work;
    private final OfflineCounter offline;
    private final Ids ids;
    private final Clock clock;

    ScanPages(
            Desk desk, Posts posts, Scanning scanning, StationWork work, OfflineCounter offline, Ids ids, Clock clock) {
        this.desk = desk;
        this.posts = posts;
        this.scanning = scanning;
        this.work = work;
        this.offline = offline;
        this.ids = ids;
        this.clock = clock;
    }

    @Get("/scan")
    HttpResponse<?> page(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String node,
            @Nullable @QueryValue String mode) {
        return desk.show(request, SCAN, "station/scan", facts(caller, node, mode, null));
    }

    /**
     * Answers with the page itself: who scans a hundred parcels needs each answer at once, and the form's own number makes the
     * same sent again the same scan.
     */
    @Post("/scan")
    HttpResponse<?> scan(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        String node = posts.of(caller, form.optional("node")).code();
        var row = new Kept.Row(
                form.typed("id"),
                "page." + caller.accountId(),
                clock.instant(),
                form.typed("kind"),
                node,
                null,
                form.typed("code"),
                form.optional("bag"),
                form.optional("place"),
                form.optional("pickupCode"),
                form.optional("cash"),
                null,
                form.optional("reason"),
                null,
                null);
        var answer = scanning.now(caller, row, desk.words(request));
        return desk.show(request, SCAN, "station/scan", facts(caller, node, form.typed("kind"), answer));
    }

    /** Where the page stands that a phone keeps for the time without a network: it shows nobody's data. */
    @Get("/offline")
    HttpResponse<?> offline(HttpRequest<?> request, Caller caller, @Nullable @QueryValue String node) {
        return desk.show(request, "/station/offline", "station/offline", facts(caller, node, null, null));
    }

    @Get("/bag")
    HttpResponse<?> bag(
            HttpRequest<?> request, Caller caller, @Nullable @QueryValue String node, @QueryValue String to) {
        Spot post = posts.of(caller, node);
        return desk.show(request, BAG, "station/bag", bagFacts(caller, post, to));
    }

    @Post("/bag")
    HttpResponse<?> open(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Spot post = posts.of(caller, form.optional("node"));
        return desk.attempt(
                () -> {
                    var bag = work.openBag(caller, form.typed("key"), post.code(), form.typed("to"));
                    String on = SCAN + "?mode=BAG&node=" + post.code() + "&bag=" + bag.sscc();
                    return desk.onward(request, on, "station.note.opened");
                },
                refusal -> desk.again(
                        request, BAG, "station/bag", bagFacts(caller, post, form.typed("to")), form, refusal));
    }

    private Map<String, Object> bagFacts(Caller caller, Spot post, String to) {
        return Map.of("post", post, "to", to, "toName", posts.name(to), "key", ids.next());
    }

    private Map<String, Object> facts(
            Caller caller, @Nullable String node, @Nullable String mode, Kept.@Nullable Answer answer) {
        Spot post = posts.of(caller, node);
        var facts = new HashMap<String, Object>();
        facts.put("post", post);
        facts.put("modes", Mode.at(post));
        facts.put("mode", Mode.of(mode == null ? "" : mode).orElse(Mode.at(post).getFirst()));
        facts.put("id", ids.next());
        facts.put("account", caller.accountId());
        facts.put("listKey", offline.publicKey());
        facts.put("answer", answer);
        return facts;
    }
}
