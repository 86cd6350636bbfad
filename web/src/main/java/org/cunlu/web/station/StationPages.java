package org.cunlu.web.station;

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
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.OfflineCounter;
import org.cunlu.logistics.StationParcel;
import org.cunlu.logistics.StationToday;
import org.cunlu.logistics.StationToday.Today;
import org.cunlu.web.Desk;

/** What is to be done today, and the list behind each figure. */
@Controller("/station")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class StationPages {
    private static final int LINES = 50;

    private final Desk desk;
    private final Posts posts;
    private final StationToday days;
    private final Inspecting inspecting;
    private final StockTasks tasks;
    private final OfflineCounter offline;

    StationPages(
            Desk desk,
            Posts posts,
            StationToday days,
            Inspecting inspecting,
            StockTasks tasks,
            OfflineCounter offline) {
        this.desk = desk;
        this.posts = posts;
        this.days = days;
        this.inspecting = inspecting;
        this.tasks = tasks;
        this.offline = offline;
    }

    @Get
    HttpResponse<?> today(HttpRequest<?> request, Caller caller, @Nullable @QueryValue String node) {
        Spot post = posts.of(caller, node);
        var facts = new HashMap<String, Object>();
        facts.put("post", post);
        facts.put("today", days.of(caller, post.code()));
        facts.put("inspections", inspecting.waiting(caller, post.code(), LINES));
        facts.put("stock", tasks.at(caller, post.code()));
        facts.put("account", caller.accountId());
        facts.put("listKey", offline.publicKey());
        return desk.show(request, "/station", "station/today", facts);
    }

    /** @param what which figure @param q part of a barcode, a shelf or a name @param cursor how many lines lie before */
    @Get("/list")
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String node,
            @Nullable @QueryValue String what,
            @Nullable @QueryValue String q,
            @Nullable @QueryValue String cursor) {
        Spot post = posts.of(caller, node);
        Today today = days.of(caller, post.code());
        Pile pile = Pile.of(what);
        String asked = q == null ? "" : q.strip().toUpperCase(Locale.ROOT);
        List<StationParcel> all = pile.of(today).stream()
                .filter(parcel -> asked.isEmpty() || says(parcel).contains(asked))
                .toList();
        int from = Math.min(number(cursor), all.size());
        int to = Math.min(from + LINES, all.size());
        var facts = new HashMap<String, Object>();
        facts.put("post", post);
        facts.put("pile", pile);
        facts.put("today", today);
        facts.put("total", all.size());
        facts.put("parcels", all.subList(from, to).stream().map(this::line).toList());
        facts.put("next", to < all.size() ? String.valueOf(to) : null);
        return desk.show(request, "/station/list", "station/list", facts);
    }

    private ParcelLine line(StationParcel parcel) {
        return new ParcelLine(parcel, parcel.nextNode() == null ? null : posts.name(parcel.nextNode()));
    }

    private static String says(StationParcel parcel) {
        return (parcel.barcode() + " " + parcel.shelf() + " " + parcel.recipientMasked()).toUpperCase(Locale.ROOT);
    }

    private static int number(@Nullable String cursor) {
        return cursor != null && cursor.matches("[0-9]{1,5}") ? Integer.parseInt(cursor) : 0;
    }
}
