package org.cunlu.orders.live;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cunlu.catalog.KeptPictures;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.orders.LiveConsole.Plan;
import org.cunlu.orders.LiveShow.State;
import org.cunlu.orders.live.SessionTable.Step;

/** Sessions are planned by sellers for a host, or by hosts for themselves with the shares that hold by default. */
@Singleton
class Planning {
    static final String ACT = "orders.live-plan";
    /** Host and station together get half of the price at most. */
    static final int SHARES_MAX = 5_000;

    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration AHEAD = Duration.ofDays(90);

    private final SessionTable sessions;
    private final KeptPictures pictures;
    private final Network network;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final String countyCode;
    private final int hostShare;

    /** @param hostShare basis points that a host gets unless his seller says otherwise: an assumption, a county sets its own */
    Planning(
            SessionTable sessions,
            KeptPictures pictures,
            Network network,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.county.code}") String countyCode,
            @Value("${cunlu.orders.live.host-share:1000}") int hostShare) {
        this.sessions = sessions;
        this.pictures = pictures;
        this.network = network;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.countyCode = countyCode;
        this.hostShare = hostShare;
    }

    /** Runs in a transaction. */
    Session plan(Host host, Plan plan) {
        boolean seller = host.sells(plan.sellerCode());
        boolean free = plan.hostId() == null && plan.hostBps() == null && plan.station() == null;
        if (!host.works(plan.sellerCode()) || !seller && !free) {
            trail.refused(host.accountId(), ACT, plan.sellerCode(), "not-found");
            throw ProblemException.notFound();
        }
        check(plan);
        var session = new Session(
                ids.next(),
                countyCode,
                plan.sellerCode(),
                plan.hostId() == null ? host.accountId() : plan.hostId(),
                plan.title().strip(),
                plan.startsAt(),
                plan.endsAt(),
                StreamAddress.checked(plan.streamUrl()),
                plan.cover(),
                plan.hostBps() == null ? hostShare : plan.hostBps(),
                plan.station(),
                plan.stationBps() == null ? 0 : plan.stationBps(),
                State.PLANNED,
                null,
                1);
        if (session.hostBps() > SHARES_MAX || session.stationBps() > SHARES_MAX - session.hostBps()) {
            throw LiveRefusals.invalid("hostBps", "shares-invalid", "分成过高 · The shares are too large")
                    .fact("max", SHARES_MAX);
        }
        sessions.insert(session);
        sessions.step(before(session), null, Step.PLANNED, null, host.accountId(), clock.instant());
        trail.record(
                host.accountId(),
                ACT,
                session.sessionId(),
                null,
                session.sellerCode() + " host " + session.hostId() + " " + session.hostBps() + " bps station "
                        + session.station() + " " + session.stationBps() + " bps");
        return session;
    }

    private static Session before(Session session) {
        return new Session(
                session.sessionId(),
                session.countyCode(),
                session.sellerCode(),
                session.hostId(),
                session.title(),
                session.startsAt(),
                session.endsAt(),
                session.streamUrl(),
                session.cover(),
                session.hostBps(),
                session.station(),
                session.stationBps(),
                session.state(),
                null,
                0);
    }

    private void check(Plan plan) {
        if (plan.title().chars().anyMatch(c -> c == '<' || c == '>' || Character.isISOControl(c))) {
            throw LiveRefusals.invalid("title", "title-invalid", "标题不能含有标签 · A title has no tags");
        }
        Instant now = clock.instant();
        if (!plan.startsAt().isBefore(plan.endsAt())
                || !plan.endsAt().isAfter(now)
                || plan.startsAt().isAfter(now.plus(AHEAD))
                || Duration.between(plan.startsAt(), plan.endsAt()).compareTo(LONGEST) > 0) {
            throw LiveRefusals.invalid(
                    "endsAt", "live-time-invalid", "时间不对：结束须晚于开始，不超过 12 小时 · It ends after it starts, within 12 hours");
        }
        if (plan.cover() != null && !pictures.known(List.of(plan.cover())).contains(plan.cover())) {
            throw LiveRefusals.invalid("cover", "cover-unknown", "没有这张封面 · No such picture");
        }
        if (plan.station() == null && plan.stationBps() != null && plan.stationBps() > 0
                || plan.station() != null
                        && network.node(plan.station()).filter(Node::open).isEmpty()) {
            throw LiveRefusals.invalid("station", "station-unknown", "没有这个站点 · No such station");
        }
    }
}
