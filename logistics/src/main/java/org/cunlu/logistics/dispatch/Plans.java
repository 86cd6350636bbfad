package org.cunlu.logistics.dispatch;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.RoadMatrix.Matrix;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.dispatch.PlanTable.Plan;

/** Plans of depots in the caller's part of the county. */
@Singleton
class Plans {
    static final List<Role> WHO = List.of(Role.DISPATCHER, Role.COUNTY_OPERATOR);
    static final String ACT = "logistics.plan";

    private final PlanTable table;
    private final Workplaces workplaces;

    Plans(PlanTable table, Workplaces workplaces) {
        this.table = table;
        this.workplaces = workplaces;
    }

    Node own(Caller caller, String depot, String act) {
        return workplaces.own(caller, depot, act, WHO);
    }

    /** @throws ProblemException 404 for another's as for none */
    Plan find(Caller caller, String id) {
        Plan plan = table.find(id).orElseThrow(ProblemException::notFound);
        own(caller, plan.depot(), ACT);
        return plan;
    }

    /** @throws ProblemException 409 {@code plan-changed} with the fact {@code version}, {@code plan-published} */
    Plan draft(Caller caller, String id, int version) {
        Plan plan = find(caller, id);
        if (plan.state() != PlanTable.State.DRAFT) {
            throw ProblemException.of(
                    409,
                    "plan-published",
                    "方案已发布，不能直接改 · It is published and is not changed any more",
                    "请另起改动稿 · Begin a change of it");
        }
        if (plan.version() != version) {
            throw changed(plan.version());
        }
        return plan;
    }

    static ProblemException changed(int version) {
        return ProblemException.of(
                        409, "plan-changed", "方案刚被改动 · The plan was changed meanwhile", "请刷新后重试 · Look at it again")
                .fact("version", version);
    }

    Matrix roads(String id) {
        return table.roads(id);
    }
}
