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
import picocli.CommandLine.Spec;

/** The first county operator, who then gives everybody else his role over the API. */
@Command(name = "operator", description = "设立县级运营账户 · Make somebody the county's operator")
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

    @Option(names = "--county", defaultValue = "500233", description = "县行政区划代码 · county code (${DEFAULT-VALUE})")
    String county;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        var configuration = Servers.named().orElseThrow(Servers::noneNamed);
        try (ApplicationContext context = Running.quietly(configuration)) {
            var accounts = context.getBean(Accounts.class);
            String account = accounts.byPhone(phone).orElseGet(() -> accounts.register(phone, password, name));
            accounts.grant(
                    account, new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, county)), "command-line");
            spec.commandLine().getOut().println("已设立 · done: " + account);
            spec.commandLine().getOut().flush();
            return 0;
        } catch (ProblemException e) {
            throw new CommandFailure(e.problem(null).title(), e);
        }
    }
}
