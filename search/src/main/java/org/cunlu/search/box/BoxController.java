package org.cunlu.search.box;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.search.OperatorsBox;

/** Looking for orders, parcels and people of one's county. */
@Controller("/api/county/box")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class BoxController {
    private final OperatorsBox box;

    BoxController(OperatorsBox box) {
        this.box = box;
    }

    /**
     * @param q number of an order, group or parcel, a waybill, a mobile number, its last four digits, or a whole name
     * @param why what it is needed for: whoever is found by phone or name can read it; not needed for numbers
     */
    @Get
    OperatorsBox.Found find(
            @Parameter(hidden = true) Caller caller, @QueryValue String q, @Nullable @QueryValue String why) {
        return box.find(caller, q, why);
    }
}
