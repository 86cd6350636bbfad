package org.cunlu.logistics.release;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.release.Proposing.Wanted;
import org.cunlu.logistics.release.Proposing.WantedLine;
import org.cunlu.logistics.release.Proposing.WantedPlace;
import org.cunlu.logistics.standin.StandInNetwork;

/** Releases as three people bring them about, for tests of other rooms. */
@Singleton
@Requires(property = "logistics.stand-ins", value = "true")
public class RealReleases {
    private final Proposing proposing;
    private final Deciding deciding;
    private final Approving approving;
    private final Ids ids;
    private final Clock clock;

    RealReleases(Proposing proposing, Deciding deciding, Approving approving, Ids ids, Clock clock) {
        this.proposing = proposing;
        this.deciding = deciding;
        this.approving = approving;
        this.ids = ids;
        this.clock = clock;
    }

    /** Who brings one about. */
    public record People(Caller officer, Caller reviewer, Caller authority) {}

    /**
     * Proposed, reviewed and approved, for two villages.
     * @param unsold whether unsold sale stock may be taken for what is missing @param sent whether it also leaves at once
     * @return its id
     */
    public String approved(People people, String sku, long pieces, boolean unsold, boolean sent) {
        var wanted = new Wanted(
                "COUNTY",
                false,
                "洪水断路",
                "受灾群众口粮",
                "客货邮班线优先",
                clock.instant().plus(Duration.ofDays(1)),
                SharingRule.PEOPLE,
                unsold ? GivingWay.UNSOLD : GivingWay.NONE,
                List.of(new WantedLine(sku, pieces, 1_000L, 0L)),
                List.of(
                        new WantedPlace(StandInNetwork.VILLAGE11, 1_000),
                        new WantedPlace(StandInNetwork.VILLAGE12, 1_000)));
        String id = proposing.propose(people.officer(), wanted, "key-" + ids.next());
        deciding.review(people.reviewer(), id, new Deciding.Review(true, null));
        if (sent) {
            approving.approve(people.authority(), id);
        } else {
            approving.approveOnly(people.authority(), id);
        }
        return id;
    }
}
