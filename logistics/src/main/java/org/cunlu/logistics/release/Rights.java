package org.cunlu.logistics.release;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.accounts.SecondPerson;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Reserves;

/** Who may do what to a release: those of its level, and no one person twice. */
@Singleton
class Rights {
    private static final List<Role> READERS =
            List.of(Role.RESERVE_OFFICER, Role.RESERVE_REVIEWER, Role.RESERVE_AUTHORITY, Role.RESERVE_AUDITOR);

    private final ReleaseTable table;
    private final Reserves reserves;
    private final Trail trail;

    Rights(ReleaseTable table, Reserves reserves, Trail trail) {
        this.table = table;
        this.reserves = reserves;
        this.trail = trail;
    }

    List<String> levels(Caller caller) {
        return reserves.levels(caller, READERS).stream().map(Enum::name).toList();
    }

    void level(Caller caller, String levelCode, String act, Role role) {
        reserves.level(caller, levelCode, act, List.of(role));
    }

    /** @throws ProblemException 404 for who reads nothing of its level */
    Release visible(Caller caller, String releaseId) {
        return table.find(releaseId)
                .filter(release -> levels(caller).contains(release.levelCode()))
                .orElseThrow(() -> refused(caller, "look", releaseId, ProblemException.notFound()));
    }

    /** @throws ProblemException 404 for who has not this role at the level */
    Release of(Caller caller, String releaseId, String act, Role role) {
        Release release =
                table.find(releaseId).orElseThrow(() -> refused(caller, act, releaseId, ProblemException.notFound()));
        level(caller, release.levelCode(), "logistics.release-" + act, role);
        return release;
    }

    /** @throws ProblemException 403 {@code over-authority} for who decides at another level only */
    Release authority(Caller caller, String releaseId, String act) {
        Release release =
                table.find(releaseId).orElseThrow(() -> refused(caller, act, releaseId, ProblemException.notFound()));
        if (reserves.levels(caller, List.of(Role.RESERVE_AUTHORITY)).stream()
                .noneMatch(level -> level.name().equals(release.levelCode()))) {
            throw refused(
                    caller,
                    act,
                    releaseId,
                    ProblemException.of(
                                    403,
                                    "over-authority",
                                    "不在本级批准权限内 · Another level's authority decides this",
                                    "请报粮权所属级主管部门批准 · Ask the authority of the owning level")
                            .fact("level", release.levelCode()));
        }
        return release;
    }

    /** Whoever proposed or reviewed it does not decide it. */
    void another(Caller caller, Release release, String act) {
        if (release.proposedBy() == null) {
            throw notNow(release);
        }
        var people = new SecondPerson(release.proposedBy(), release.reviewedBy());
        if (!people.mayBe(caller.accountId())) {
            trail.refused(caller.accountId(), "logistics.release-" + act, release.releaseId(), "second-person-needed");
        }
        people.demand(caller.accountId());
    }

    ProblemException refused(Caller caller, String act, String releaseId, ProblemException problem) {
        trail.refused(caller.accountId(), "logistics.release-" + act, releaseId, problem.code());
        return problem;
    }

    static ProblemException notNow(Release release) {
        return ProblemException.of(409, "release-not-so-far", "动用令当前状态不能这样办理 · Not in the state that it is in", null)
                .fact("state", release.state().name());
    }

    static ProblemException expired(Release release) {
        return ProblemException.of(409, "release-expired", "动用令已过时限 · Its time is over", "请重新提出 · Propose it anew")
                .fact("validUntil", String.valueOf(release.validUntil()));
    }
}
