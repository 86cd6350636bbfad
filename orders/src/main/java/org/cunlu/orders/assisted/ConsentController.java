package org.cunlu.orders.assisted;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
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
import java.time.Instant;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.Quote;

/** A villager consents to what an order takes of his subsidies, by a code that comes to his phone. */
@Controller("/api/station/assisted/{assistedId}/subsidy-consent")
@Secured("STATION_KEEPER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class ConsentController {
    private final Assisting assisting;
    private final SubsidyConsent consents;
    private final Network network;

    ConsentController(Assisting assisting, SubsidyConsent consents, Network network) {
        this.assisting = assisting;
        this.consents = consents;
        this.network = network;
    }

    /** @param payment as it shall be placed, because prices may depend on it */
    @Serdeable
    @Schema(name = "SubsidyConsent.Ask")
    record Ask(@NotNull PaymentChoice payment) {}

    /** @param subsidyFen what he is told of @param validUntil when his code ends */
    @Serdeable
    @Schema(name = "SubsidyConsent.Sent")
    record Sent(long subsidyFen, Instant validUntil) {}

    /** Sends a code to the villager's own phone; one sent before is void. Each costs one of five an hour. */
    @Post
    @Status(HttpStatus.ACCEPTED)
    Sent send(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String assistedId,
            @Body @Valid Ask ask) {
        Assisted one = assisting.open(caller, assistedId);
        Quote quote = assisting.quote(caller, assistedId, ask.payment());
        long fen = quote.shipments().stream()
                .flatMap(shipment -> shipment.lines().stream())
                .mapToLong(line -> SubsidyConsent.fen(line.steps()))
                .sum();
        String station = network.node(one.nodeCode()).map(Node::name).orElse(one.nodeCode());
        return new Sent(fen, consents.send(one, station, fen));
    }
}
