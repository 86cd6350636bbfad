package org.cunlu.search.box;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.search.OperatorsBox;

/** Looking for orders, parcels and people of one's county. */
@Controller("/api/county/box")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class BoxController {
    /** More than anybody types; what is too long for a question is told by its own name. */
    private static final int TYPED_MAX = 400;

    private final OperatorsBox box;

    BoxController(OperatorsBox box) {
        this.box = box;
    }

    /**
     * In a body, because an address is kept by browsers and proxies.
     * @param q number of an order, group or parcel, a waybill, a mobile number, its last four digits, or a whole name
     * @param why what it is needed for: whoever is found by phone or name can read it; not needed for numbers
     */
    @Serdeable
    @Schema(name = "BoxQuestion")
    record Question(
            @NotNull @Size(max = TYPED_MAX) String q,
            @Nullable @Size(max = TYPED_MAX) String why) {
        @Override
        public String toString() {
            return "Question";
        }
    }

    /** Changes nothing; whom it shows by phone or name can read that he was looked for. */
    @Post
    OperatorsBox.Found find(@Parameter(hidden = true) Caller caller, @Body @Valid Question body) {
        return box.find(caller, body.q(), body.why());
    }
}
