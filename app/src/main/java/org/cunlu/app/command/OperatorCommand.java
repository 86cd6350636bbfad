package org.cunlu.app.command;

import io.micronaut.context.ApplicationContext;
import java.util.concurrent.Callable;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The first operators and reserve authorities of a county, who then give everybody else his role over the API. Powerful roles
 * take two people there, so two of each are needed here. And what two operators cannot do when one of them is in need of it: taking
 * off a second factor that was lost.
 */
@Command(
        name = "operator",
        description = {
            "设立县级运营或储备批准人，各须两人 · Make a county operator or reserve authority; two of each are needed",
            "或重置某人丢失的二次验证 · Or reset somebody's lost second factor"
        })
final class OperatorCommand implements Callable<Integer> {
    private static final String ACTOR = "command-line";
    private static final int WHY_MIN = 2;
    private static final int WHY_MAX = 200;

    @Option(names = "--phone", required = true, description = "手机号 · mobile number")
    String phone;

    /** One of the two. */
    static final class Act {
        @ArgGroup(exclusive = false, multiplicity = "1")
        Making making;

        @ArgGroup(exclusive = false, multiplicity = "1")
        Resetting resetting;
    }

    static final class Making {
        @Option(names = "--name", required = true, description = "姓名 · name")
        String name;

        @Option(
                names = "--password",
                interactive = true,
                arity = "0..1",
                required = true,
                description = "密码，不写则提示输入 · password, asked for when left out")
        String password;
    }

    static final class Resetting {
        @Option(
                names = "--reset-second-factor",
                required = true,
                description = "重置此手机号账号的二次验证 · take the second factor off the account of this number")
        boolean reset;

        @Option(
                names = "--why",
                required = true,
                description = "原因，写入留痕，不含个人信息 · the reason, for the trail; without personal data")
        String why;
    }

    @ArgGroup(multiplicity = "1")
    Act act;

    @Option(
            names = "--role",
            defaultValue = "COUNTY_OPERATOR",
            description = "COUNTY_OPERATOR 或 · or RESERVE_AUTHORITY (${DEFAULT-VALUE})")
    Role role;

    @Option(names = "--level", defaultValue = "COUNTY", description = "储备层级 · level of the reserve (${DEFAULT-VALUE})")
    String level;

    @Option(names = "--county", defaultValue = "500233", description = "县行政区划代码 · county code (${DEFAULT-VALUE})")
    String county;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Scope scope = scope();
        var configuration = Servers.named().orElseThrow(Servers::noneNamed);
        try (ApplicationContext context = Running.quietly(configuration)) {
            var accounts = context.getBean(Accounts.class);
            if (act.resetting == null) {
                make(accounts, scope);
            } else {
                reset(accounts, context.getBean(SecondFactor.class));
            }
            return 0;
        } catch (ProblemException e) {
            throw new CommandFailure(e.problem(null).title(), e);
        }
    }

    private void make(Accounts accounts, Scope scope) {
        String account =
                accounts.byPhone(phone).orElseGet(() -> accounts.register(phone, act.making.password, act.making.name));
        accounts.grant(account, new Grant(role, scope), ACTOR);
        tell("已设立 · done: " + account);
        tell("重要角色须两人授予，若仅此一人请再设立一人 · Powerful roles take two people: make another one if this is the first");
    }

    /** Whoever may run this on the server has proved more than two operators can; the person is told, and the trail keeps why. */
    void reset(Accounts accounts, SecondFactor secondFactor) {
        String why = act.resetting.why.strip();
        if (why.length() < WHY_MIN || why.length() > WHY_MAX) {
            throw new CommandFailure("请用2至200个字写明原因 · Give the reason in 2 to 200 characters: --why");
        }
        String account = accounts.byPhone(phone)
                .orElseThrow(() -> new CommandFailure("没有这个手机号的账号 · No account has this number"));
        if (!secondFactor.enrolled(account)) {
            throw new CommandFailure("此账号没有二次验证 · This account has no second factor");
        }
        secondFactor.reset(account, ACTOR, why);
        tell("已重置，其所有登录已退出，本人已获通知 · reset; all its sessions have ended, and its person is told: " + account);
    }

    private void tell(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private Scope scope() {
        return switch (role) {
            case COUNTY_OPERATOR -> new Scope(Scope.Kind.SUBTREE, county);
            case RESERVE_AUTHORITY -> new Scope(Scope.Kind.LEVEL, level);
            default ->
                throw new ParameterException(
                        spec.commandLine(), "角色不对 · not made here: " + role + "; COUNTY_OPERATOR, RESERVE_AUTHORITY");
        };
    }
}
