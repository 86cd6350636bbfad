package org.cunlu.web.office;

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
import org.cunlu.logistics.Carrier;
import org.cunlu.logistics.CarrierDesk;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Carriers of the county: their waybills, the columns of their files, and what their words mean; new words wait to be explained. */
@Controller(CarrierPages.CARRIERS)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class CarrierPages {
    static final String CARRIERS = "/county/carriers";
    /** In the place of a code, which has no small letters. */
    private static final String NEW = "new";

    private final Desk desk;
    private final CarrierDesk carriers;

    CarrierPages(Desk desk, CarrierDesk carriers) {
        this.desk = desk;
        this.carriers = carriers;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller) {
        CarrierDesk.All all = carriers.all(caller);
        return desk.show(
                request, CARRIERS, "office/carriers", Map.of("carriers", all.carriers(), "unmapped", all.unmapped()));
    }

    @Get("/{code}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @Size(max = 16) String code) {
        return desk.show(request, view(caller, code));
    }

    @Post("/{code}")
    HttpResponse<?> put(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 16) String code,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, view(caller, code), form, CARRIERS, "office.note.carrier", () -> {
            boolean fresh = code.equals(NEW);
            if (!fresh) {
                carriers.carrier(caller, code);
            }
            carriers.put(
                    caller, CarrierForm.read(form, fresh ? form.typed("carrier").strip() : code));
        });
    }

    private Desk.View view(Caller caller, String code) {
        return new Desk.View(CARRIERS + "/" + code, "office/carrier", () -> {
            boolean fresh = code.equals(NEW);
            Carrier carrier = fresh ? null : carriers.carrier(caller, code);
            List<CarrierDesk.Unmapped> unmapped = carriers.all(caller).unmapped().stream()
                    .filter(each -> each.carrier().equals(code))
                    .toList();
            var facts = new HashMap<String, Object>();
            facts.put("carrier", carrier);
            facts.put("code", fresh ? "" : code);
            facts.put("rows", CarrierForm.rows(carrier, unmapped));
            return facts;
        });
    }
}
