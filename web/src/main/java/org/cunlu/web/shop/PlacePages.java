package org.cunlu.web.shop;

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
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.Network;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Where somebody wants his goods: a village of the county, or a place outside. */
@Controller("/place")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class PlacePages {
    private static final String PATH = "/place";
    private static final String VIEW = "shop/place";
    private static final int WORDS_MAX = 60;

    private final Desk desk;
    private final Places places;
    private final SavedAddresses saved;
    private final Basket basket;

    PlacePages(Desk desk, Places places, SavedAddresses saved, Basket basket) {
        this.desk = desk;
        this.places = places;
        this.saved = saved;
        this.basket = basket;
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request, @Nullable Caller caller) {
        return desk.show(request, PATH, VIEW, facts(request, caller));
    }

    /** The villages alone, while somebody types. */
    @Get("/villages")
    HttpResponse<?> villages(HttpRequest<?> request) {
        return desk.piece(request, PATH, "shop/villages", facts(request, null));
    }

    @Post
    HttpResponse<?> choose(
            HttpRequest<?> request, @Nullable Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    Place place = form.optional("village") == null
                            ? places.outside(form.typed("province"), form.typed("city"))
                            : places.village(form.typed("village"));
                    boolean back = request.getParameters().contains("next");
                    return (back ? desk.back(request) : desk.onward(request, "/")).cookie(places.cookie(place));
                },
                refusal -> desk.again(request, PATH, VIEW, facts(request, caller), form, refusal));
    }

    private static VillageLine line(Network.Village village) {
        return new VillageLine(
                village.code(), Places.township(village) + " · " + village.name(), village.stationName());
    }

    private Map<String, Object> facts(HttpRequest<?> request, @Nullable Caller caller) {
        String typed = request.getParameters().get("q");
        String words = typed == null || typed.length() > WORDS_MAX ? "" : typed.strip();
        var facts = new HashMap<String, Object>();
        facts.put("words", words);
        facts.put("townships", words.isEmpty() ? places.townships() : List.of());
        facts.put(
                "villages",
                words.isEmpty()
                        ? List.of()
                        : places.villages(words).stream().map(PlacePages::line).toList());
        facts.put("place", places.of(request).orElse(null));
        facts.put("addresses", saved.of(caller));
        facts.put("count", basket.count(request));
        return facts;
    }
}
