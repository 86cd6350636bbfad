package org.cunlu.logistics.network;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.NetworkBuildOut;

/** How far the network is built, against the county's plan. */
@Controller("/api/county/network")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class BuildOutController {
    private final NetworkBuildOut network;

    BuildOutController(NetworkBuildOut network) {
        this.network = network;
    }

    @Get
    NetworkBuildOut.State buildOut(Caller caller) {
        return network.buildOut(caller);
    }
}
