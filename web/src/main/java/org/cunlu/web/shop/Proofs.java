package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.cunlu.catalog.BrandCertificates;
import org.cunlu.catalog.Offer;
import org.cunlu.logistics.Traces;
import org.cunlu.web.QrSquare;

/** Certificate and lot of an offer, remembered for some seconds: both change seldom, and what is called back says so on its own page. */
@Singleton
class Proofs {
    private record Asked(
            String skuCode, List<String> nodes, @Nullable String authorizationId) {}

    private final Remembered<Asked, Proof> known;

    Proofs(BrandCertificates certificates, Traces traces) {
        this.known = new Remembered<>(
                Duration.ofSeconds(20),
                asked -> new Proof(
                        asked.authorizationId() == null
                                ? null
                                : certificates.valid(asked.authorizationId()).orElse(null),
                        traces.next(asked.skuCode(), asked.nodes())
                                .flatMap(story ->
                                        story.goods().stream().findFirst().map(goods -> lot(story, goods)))
                                .orElse(null)));
    }

    Proof of(@Nullable Offer offer) {
        return offer == null
                ? Proof.NONE
                : known.get(new Asked(
                        offer.sku().code(),
                        List.copyOf(offer.sourceNodes()),
                        offer.brandRight().authorizationId()));
    }

    private static Proof.Lot lot(Traces.Story story, Traces.Goods goods) {
        return new Proof.Lot(story.code(), QrSquare.of(story.link()), goods.producedOn(), goods.inspections());
    }
}
