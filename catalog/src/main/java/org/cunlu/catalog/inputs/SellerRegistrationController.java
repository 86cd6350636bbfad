package org.cunlu.catalog.inputs;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;

/** By what number the products of one's own shop are registered. */
@Controller("/api/seller/products/{code}/registration")
@Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class SellerRegistrationController {
    private final Registering registering;

    SellerRegistrationController(Registering registering) {
        this.registering = registering;
    }

    /** Also of what the county put into the catalogue and his shop offers. */
    @Get
    Registration read(@Parameter(hidden = true) Caller caller, String code) {
        return registering.own(caller, code, true);
    }

    /** The same again changes nothing; once the product is in review or published, the county alone changes it. */
    @Put
    Registration say(@Parameter(hidden = true) Caller caller, String code, @Body @Valid Saying body) {
        return registering.saidByAuthor(caller, body.of(code));
    }
}
