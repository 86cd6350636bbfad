package org.cunlu.logistics.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Aboard;
import org.cunlu.logistics.RoadImport;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.VehicleImport;
import org.cunlu.logistics.dispatch.JobTable.Job;
import org.cunlu.logistics.dispatch.JobTable.State;
import org.cunlu.logistics.dispatch.PlanController.Wanted;
import org.cunlu.logistics.dispatch.PlanDesk.Begun;
import org.cunlu.logistics.slip.Valley;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The valley's hub sends two vans; each test has a day of its own. */
abstract class DispatchDay implements TestPropertyProvider {
    static final Caller DISPATCHER = caller("DISPATCHER0001", Role.DISPATCHER, "H");
    static final Caller OTHER = caller("DISPATCHER0002", Role.DISPATCHER, "A");
    static final String VANS = """
            vehicle_code,node,plate,kind,capacity_kg,capacity_litres,capacity_pieces,compartments,suspended,note
            VAN-1,H,渝A12345,VAN,800,4000,,DRY CHILLED,false,
            VAN-2,H,渝A12346,VAN,800,4000,,DRY CHILLED,false,
            """;

    @Inject
    Valley valley;

    @Inject
    VehicleImport vehicles;

    @Inject
    RoadImport roads;

    @Inject
    Accounts accounts;

    @Inject
    PlanController plans;

    @Inject
    JobController jobs;

    @Inject
    DayController changes;

    @Inject
    Aboard trips;

    @Inject
    TermsController terms;

    @Inject
    PlanJobs watch;

    @Inject
    PlanWorker worker;

    @Inject
    JobTable table;

    @Inject
    PlanTable planTable;

    @Inject
    Replanning replanning;

    @Inject
    Ids ids;

    int day = 10;

    @Override
    public Map<String, String> getProperties() {
        return Valley.properties("dispatch");
    }

    @BeforeAll
    void build() {
        valley.build();
        vehicles.vehicles(new StringReader(VANS), false, "tester");
    }

    @BeforeEach
    void aNewDay() {
        valley.over();
        day++;
        valley.at(day, 6, 30);
    }

    static Caller caller(String account, Role role, String under) {
        return new Caller(account, List.of(new Grant(role, new Scope(Scope.Kind.SUBTREE, under))));
    }

    LocalDate date() {
        return LocalDate.of(2026, 11, 23).plusDays(day);
    }

    Valley.Parcel packed(String from, String to) {
        Valley.Parcel parcel = valley.book(from, to);
        assertThat(valley.does(ScanKind.PACK, from, parcel)).isEqualTo("AT_NODE");
        return parcel;
    }

    Begun begun() {
        return plans.begin(DISPATCHER, new Wanted("H", date()), null);
    }

    Job asked(String plan, int version) {
        return jobs.ask(DISPATCHER, new JobController.Wanted(plan, version, 1, 1L), null);
    }

    /** @return a draft of parcels to A1 and A2 and one back, searched for */
    String planned() {
        packed("H", "A1");
        packed("H", "A2");
        packed("A2", "H");
        Begun begun = begun();
        Job job = asked(begun.plan(), 1);
        worker.search(job.job());
        assertThat(jobs.job(DISPATCHER, job.job()).state()).isEqualTo(State.DONE);
        return begun.plan();
    }

    static void assertCode(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }

    static String code(Runnable call) {
        try {
            call.run();
            return "done";
        } catch (ProblemException e) {
            return e.code();
        }
    }
}
