package org.cunlu.logistics.network;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Network;

/** Villages that can be delivered to, for whoever looks for his own. */
@Controller("/api/shop/villages")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class VillageController {
    private final Network network;

    VillageController(Network network) {
        this.network = network;
    }

    /** @param q parts of the village's or township's name or of the code, blanks between; all must match */
    @Get
    Page<Network.Village> villages(
            @Nullable @QueryValue @Size(max = 60) String q, @Nullable @QueryValue Integer limit) {
        return new Page<>(network.villages(q, Page.limit(limit)), null);
    }
}
