package org.cunlu.app.command;

import io.micronaut.context.ApplicationContext;
import java.util.concurrent.Callable;
import org.cunlu.accounts.Accounts;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The first operators and reserve authorities of a county, who then give everybody else his role over the API. Powerful roles
 * take two people there, so two of each are needed here.
 */
@Command(
        name = "operator",
        description = "设立县级运营或储备批准人，各须两人 · Make a county operator or reserve authority; two of each are needed")
final class OperatorCommand implements Callable<Integer> {
    @Option(names = "--phone", required = true, description = "手机号 · mobile number")
    String phone;

    @Option(names = "--name", required = true, description = "姓名 · name")
    String name;

    @Option(
            names = "--password",
            interactive = true,
            arity = "0..1",
            required = true,
            description = "密码，不写则提示输入 · password, asked for when left out")
    String password;

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
            String account = accounts.byPhone(phone).orElseGet(() -> accounts.register(phone, password, name));
            accounts.grant(account, new Grant(role, scope), "command-line");
            spec.commandLine().getOut().println("已设立 · done: " + account);
            spec.commandLine()
                    .getOut()
                    .println("重要角色须两人授予，请再设立一人 · Powerful roles take two people: make another one too");
            spec.commandLine().getOut().flush();
            return 0;
        } catch (ProblemException e) {
            throw new CommandFailure(e.problem(null).title(), e);
        }
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
