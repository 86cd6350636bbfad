package org.cunlu.web.county;

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
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.search.BoostDesk;
import org.cunlu.search.Boosts.Boost;
import org.cunlu.search.Boosts.Kind;
import org.cunlu.search.Boosts.Target;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** What is to be found sooner for a while. */
@Controller(BoostPages.BOOSTS)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class BoostPages {
    static final String BOOSTS = CountyPages.COUNTY + "/boosts";
    private static final String ONE = "county/boost";
    private static final String NEW = "new";
    private static final String NOTE = "county.note.boosts";
    private static final int PIECE = 50;
    private static final int DAYS = 30;

    private final Desk desk;
    private final BoostDesk boosts;
    private final Ids ids;
    private final Clock clock;

    BoostPages(Desk desk, BoostDesk boosts, Ids ids, Clock clock) {
        this.desk = desk;
        this.boosts = boosts;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param show {@code all} with those that are over */
    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue Kind kind,
            @Nullable @QueryValue String show,
            @Nullable @QueryValue @Size(max = 32) String cursor) {
        LocalDate today = CountyTime.date(clock.instant());
        boolean all = "all".equals(show);
        List<Boost> found = boosts.all().stream()
                .filter(boost -> kind == null || boost.kind() == kind)
                .filter(boost -> all || !boost.untilOn().isBefore(today))
                .sorted(Comparator.comparing(Boost::code))
                .filter(boost -> cursor == null || boost.code().compareTo(cursor) > 0)
                .limit(PIECE + 1L)
                .toList();
        Page<Boost> page = Page.of(found, PIECE, Boost::code);
        var facts = new HashMap<String, Object>();
        facts.put("boosts", page.items());
        facts.put("cursor", page.next());
        facts.put("kind", kind == null ? "" : kind.name());
        facts.put("all", all);
        facts.put("today", today);
        facts.put(
                "ofSlots",
                page.items().stream().map(Boost::code).filter(boosts::ofSlot).toList());
        return desk.show(request, BOOSTS, "county/boosts", facts);
    }

    /** @param code of a boost; {@code new} for one that is not there yet */
    @Get("/{code}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @Size(max = 32) String code) {
        if (code.equals(NEW)) {
            return desk.show(request, BOOSTS + "/" + NEW, ONE, facts("B-" + ids.next()));
        }
        if (find(code) == null || boosts.ofSlot(code)) {
            throw ProblemException.notFound();
        }
        return desk.show(request, BOOSTS + "/" + code, ONE, facts(code));
    }

    @Post("/{code}")
    HttpResponse<?> put(
            HttpRequest<?> request,
            Caller caller,
            @Pattern(regexp = BoostDesk.CODE) String code,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                view(code),
                form,
                BOOSTS,
                NOTE,
                () -> boosts.put(
                        caller,
                        new Boost(
                                code,
                                Typed.choice(form, "kind", Kind.class),
                                Typed.choice(form, "target", Target.class),
                                form.typed("targetCode").strip(),
                                (int) Math.min(Integer.MAX_VALUE, Typed.number(form, "worth")),
                                Typed.day(form, "fromOn"),
                                Typed.day(form, "untilOn"),
                                Typed.number(form, "version"))));
    }

    @Post("/{code}/removal")
    HttpResponse<?> remove(
            HttpRequest<?> request,
            Caller caller,
            @Pattern(regexp = BoostDesk.CODE) String code,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                view(code),
                form,
                BOOSTS,
                NOTE,
                () -> boosts.remove(caller, code, Typed.number(form, "version")));
    }

    private Desk.View view(String code) {
        return new Desk.View(BOOSTS + "/" + code, ONE, () -> facts(code));
    }

    private Map<String, Object> facts(String code) {
        LocalDate today = CountyTime.date(clock.instant());
        var facts = new HashMap<String, Object>();
        facts.put("code", code);
        facts.put("boost", find(code));
        facts.put("from", today.toString());
        facts.put("until", today.plusDays(DAYS).toString());
        return facts;
    }

    private @Nullable Boost find(String code) {
        return boosts.all().stream()
                .filter(boost -> boost.code().equals(code))
                .findFirst()
                .orElse(null);
    }
}
