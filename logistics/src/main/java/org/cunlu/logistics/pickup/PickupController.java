package org.cunlu.logistics.pickup;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Claimant;
import org.cunlu.logistics.OneDone;
import org.cunlu.logistics.PickupCounter;
import org.cunlu.logistics.PickupCounter.AllWaits;
import org.cunlu.logistics.PickupCounter.Asking;
import org.cunlu.logistics.Pickups;
import org.cunlu.logistics.Workplaces;

/** Several parcels at the counter of one's own node, and what goes back from there. */
@Controller("/api/station")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class PickupController {
    private static final int PARCELS_MAX = 500;

    private final PickupCounter collecting;
    private final SendingBack sendingBack;
    private final PickupTable table;
    private final Pickups pickups;
    private final Workplaces workplaces;
    private final Idempotency idempotency;

    PickupController(
            PickupCounter collecting,
            SendingBack sendingBack,
            PickupTable table,
            Pickups pickups,
            Workplaces workplaces,
            Idempotency idempotency) {
        this.collecting = collecting;
        this.sendingBack = sendingBack;
        this.table = table;
        this.pickups = pickups;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
    }

    /** Who asks: a code of his, or in its place who he is. */
    @Serdeable
    record Look(
            @NotBlank @Size(max = 32) String node,
            @Nullable @Size(min = 8, max = 8) String pickupCode,
            @Nullable Claimant claimant) {
        @Override
        public String toString() {
            return "Look";
        }
    }

    /** @param parcels null for all that waits for him @param cashFen collected for all of it together; null or 0 for none */
    @Serdeable
    record Several(
            @NotBlank @Size(max = 32) String node,
            @Nullable @Size(min = 8, max = 8) String pickupCode,
            @Nullable Claimant claimant,
            @Nullable @Size(min = 1, max = PARCELS_MAX) List<@Size(max = 32) String> parcels,
            @Nullable @PositiveOrZero Long cashFen) {
        @Override
        public String toString() {
            return "Several";
        }
    }

    /** @param parcels null for all that is due to go back */
    @Serdeable
    record Return(
            @NotBlank @Size(max = 32) String node,
            @Nullable @Size(min = 1, max = PARCELS_MAX) List<@Size(max = 32) String> parcels) {}

    /** One result for each parcel. */
    @Serdeable
    record Results(List<OneDone> results) {}

    /** @param collectBy until when it waits now */
    @Serdeable
    record Extended(String barcode, Instant collectBy) {}

    /** All that waits here for whoever stands at the counter, by a code of his, or by name and last digits of his number. */
    @Post("/pickups/look")
    AllWaits look(Caller caller, @Body @Valid Look look) {
        return collecting.look(caller, new Asking(look.node(), look.pickupCode(), look.claimant()));
    }

    /** Hands over all or some of it. */
    @Post("/pickups/several")
    Results handOver(Caller caller, @Body @Valid Several several, @Nullable @Header("Idempotency-Key") String key) {
        var asking = new Asking(several.node(), several.pickupCode(), several.claimant());
        long cash = several.cashFen() == null ? 0 : several.cashFen();
        return new Results(collecting.handOver(caller, asking, several.parcels(), cash, key));
    }

    /** Sends on its way back what nobody collected in time, or wants: all of it, or some. */
    @Post("/returns")
    Results sendBack(Caller caller, @Body @Valid Return order, @Nullable @Header("Idempotency-Key") String key) {
        return new Results(sendingBack.all(caller, new SendingBack.Order(order.node(), order.parcels()), key));
    }

    /** Keeps a parcel some days longer than it was to wait, once; its recipient asked. */
    @Post("/pickups/{barcode}/extension")
    Extended extend(Caller caller, @PathVariable @Size(max = 32) String barcode) {
        var waiting =
                table.find(barcode).orElseThrow(ProblemException::notFound).parcel();
        workplaces.own(caller, waiting.nodeCode(), "logistics.pickup-extended", Workplaces.HANDS);
        return new Extended(barcode, pickups.extend(waiting.orderId(), caller.accountId()));
    }
}
