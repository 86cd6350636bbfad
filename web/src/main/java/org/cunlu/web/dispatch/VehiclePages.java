package org.cunlu.web.dispatch;

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
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.VehicleDesk;
import org.cunlu.logistics.Vehicles.Kind;
import org.cunlu.logistics.Vehicles.Vehicle;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Words;

/** The vehicles of a dispatcher's part of the county: what each may carry, and whether it is off the road. */
@Controller(VehiclePages.VEHICLES)
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class VehiclePages {
    static final String VEHICLES = "/dispatch/vehicles";
    private static final String VIEW = "dispatch/vehicle";
    private static final String CODE = "[A-Z0-9._-]{1,32}";
    private static final String PLATE = "[^<>\\p{Cntrl}]{2,20}";
    private static final int PIECE = 50;
    private static final int NOTE_MAX = 200;
    private static final int PIECES_MAX = 100_000;
    private static final long THOUSAND = 1_000;
    private static final long KG_MAX = 100_000;
    private static final long LITRES_MAX = 1_000_000;

    private final Desk desk;
    private final VehicleDesk vehicles;
    private final Names names;
    private final Reach reach;

    VehiclePages(Desk desk, VehicleDesk vehicles, Names names, Reach reach) {
        this.desk = desk;
        this.vehicles = vehicles;
        this.names = names;
        this.reach = reach;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue @Size(max = 32) String cursor) {
        var page = vehicles.list(caller, cursor, PIECE);
        var facts = new HashMap<String, Object>();
        facts.put("vehicles", page.items());
        facts.put(
                "homes",
                page.items().stream().map(Vehicle::node).distinct().collect(Collectors.toMap(node -> node, names::of)));
        facts.put("next", page.next());
        return desk.show(request, VEHICLES, "dispatch/vehicles", facts);
    }

    @Get("/new")
    HttpResponse<?> form(HttpRequest<?> request, Caller caller) {
        return desk.show(request, fresh(caller, desk.words(request)));
    }

    @Post("/new")
    HttpResponse<?> register(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, fresh(caller, desk.words(request)), form, VEHICLES, "dispatch.done.vehicle", () -> {
            String code = form.typed("vehicle").strip().toUpperCase(Locale.ROOT);
            if (!code.matches(CODE)) {
                throw ProblemException.invalid(
                        "vehicle", "code-invalid", "编号用大写字母、数字和 . _ - · A code of A-Z 0-9 . _ -");
            }
            vehicles.set(caller, read(code, form, 0));
        });
    }

    @Get("/{code}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @Size(max = 32) String code) {
        return desk.show(request, view(caller, code, desk.words(request)));
    }

    @Post("/{code}")
    HttpResponse<?> change(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 32) String code,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, view(caller, code, desk.words(request)), form, "dispatch.done.vehicle", () -> {
            vehicles.one(caller, code);
            vehicles.set(caller, read(code, form, PlanPages.version(form)));
        });
    }

    private static Vehicle read(String code, Fields form, int version) {
        String plate = form.typed("plate").strip();
        if (!plate.matches(PLATE)) {
            throw ProblemException.invalid("plate", "plate-invalid", "请填写车牌，2 到 20 字 · The plate, 2 to 20 characters");
        }
        Set<StorageClass> compartments = Marks.ticked(form, "holds", StorageClass.class);
        if (compartments.isEmpty()) {
            throw ProblemException.invalid(
                    "holds", "holds-missing", "至少能装一类货物 · It carries one class of goods at least");
        }
        String note = form.typed("note").strip();
        if (note.length() > NOTE_MAX) {
            throw ProblemException.invalid("note", "too-long", "填写的内容过长 · What was filled in is too long");
        }
        Long pieces = within(form, "pieces", PIECES_MAX);
        return new Vehicle(
                code,
                form.typed("node"),
                plate,
                kind(form),
                thousandths(form, "kg", KG_MAX),
                thousandths(form, "litres", LITRES_MAX),
                pieces == null ? null : pieces.intValue(),
                compartments,
                !form.typed("suspended").isEmpty(),
                note.isEmpty() ? null : note,
                version);
    }

    private static Kind kind(Fields form) {
        return Stream.of(Kind.values())
                .filter(each -> each.name().equals(form.typed("kind")))
                .findFirst()
                .orElse(Kind.OTHER);
    }

    /** @param max whole ones */
    private static long thousandths(Fields form, String field, long max) {
        Long number = Thousands.read(form, field);
        if (number == null) {
            throw ProblemException.invalid(field, "number-invalid", "请填写数字 · A number is needed");
        }
        if (number < 1 || number > max * THOUSAND) {
            throw ProblemException.invalid(field, "out-of-range", "应大于 0，不超过 " + max + " · Above 0, at most " + max);
        }
        return number;
    }

    private static @Nullable Long within(Fields form, String field, long max) {
        Long number = Shown.number(form, field);
        if (number != null && (number < 1 || number > max)) {
            throw ProblemException.invalid(field, "out-of-range", "应在 1 到 " + max + " 之间 · From 1 to " + max);
        }
        return number;
    }

    private Desk.View fresh(Caller caller, Words words) {
        return new Desk.View(VEHICLES + "/new", VIEW, () -> facts(caller, words, Set.of(StorageClass.DRY)));
    }

    private Desk.View view(Caller caller, String code, Words words) {
        return new Desk.View(VEHICLES + "/" + code, VIEW, () -> {
            Vehicle vehicle = vehicles.one(caller, code);
            Map<String, Object> facts = facts(caller, words, vehicle.compartments());
            facts.put("vehicle", vehicle);
            return facts;
        });
    }

    private Map<String, Object> facts(Caller caller, Words words, Set<StorageClass> compartments) {
        var kinds = new LinkedHashMap<String, String>();
        Stream.of(Kind.values())
                .forEach(
                        kind -> kinds.put(kind.name(), words.text("dispatch.vehicle.kind." + Marks.word(kind.name()))));
        var facts = new HashMap<String, Object>();
        facts.put("kinds", kinds);
        facts.put("homes", reach.nodes(caller));
        facts.put("holds", Marks.of("holds", StorageClass.values(), compartments));
        return facts;
    }
}
