package org.cunlu.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.DemoFactors;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.accounts.TotpSecret;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What is done on the server itself, where two operators are not enough. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorCommandTest {
    private static final String PHONE = "13800139001";

    private ApplicationContext context;
    private String account;

    @BeforeAll
    void start() {
        context = Running.quietly(TestServers.properties("operatorcommand", Server.DATABASE));
        account = context.getBean(Accounts.class).register(PHONE, "kx93-mrt 忠橙", "张三丰");
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @Test
    void resetsALostSecondFactorForAReasonInTheTrailAndTellsThePerson() {
        context.getBean(DemoFactors.class).enrol(account, TotpSecret.next());
        String said = reset(PHONE, "手机丢失，当面核对身份证");
        assertThat(said).contains("已重置").contains(account).doesNotContain(PHONE);
        assertThat(context.getBean(SecondFactor.class).enrolled(account)).isFalse();
        assertThat(column("SELECT CONCAT(actor, ' ', state_before, ' ', state_after) AS v FROM ker_trail"
                        + " WHERE act = 'accounts.second-factor.reset' AND subject = ?"))
                .containsExactly("command-line ENROLLED OFF: 手机丢失，当面核对身份证");
        assertThat(column("SELECT CONCAT(kind, ' ', state) AS v FROM acc_notice WHERE account_id = ?"))
                .containsExactly("SECOND_FACTOR_RESET QUEUED");
        assertThatThrownBy(() -> reset(PHONE, "again")).isInstanceOf(CommandFailure.class);
    }

    @Test
    void resetsNothingWithoutAReasonOrAnAccount() {
        assertThatThrownBy(() -> reset(PHONE, " x ")).hasMessageContaining("--why");
        assertThatThrownBy(() -> reset(PHONE, "x".repeat(201))).hasMessageContaining("--why");
        assertThatThrownBy(() -> reset("13800139002", "lost")).hasMessageContaining("No account");
    }

    @Test
    void makesOrResetsAndNeverBoth() {
        parse("--phone", PHONE, "--name", "张三", "--password", "kx93-mrt 忠橙", "--role", "RESERVE_AUTHORITY");
        parse("--phone", PHONE, "--reset-second-factor", "--why", "lost");
        for (String[] wrong : new String[][] {
            {"--phone", PHONE},
            {"--phone", PHONE, "--name", "张三"},
            {"--phone", PHONE, "--reset-second-factor"},
            {"--phone", PHONE, "--why", "lost"},
            {"--reset-second-factor", "--why", "lost"},
            {"--phone", PHONE, "--name", "张三", "--password", "x", "--reset-second-factor", "--why", "lost"}
        }) {
            assertThatThrownBy(() -> parse(wrong)).as("%s", List.of(wrong)).isInstanceOf(ParameterException.class);
        }
    }

    private String reset(String phone, String why) {
        var said = new StringWriter();
        OperatorCommand command = parse(new PrintWriter(said), "--phone", phone, "--reset-second-factor", "--why", why);
        command.reset(context.getBean(Accounts.class), context.getBean(SecondFactor.class));
        return said.toString();
    }

    private static OperatorCommand parse(String... arguments) {
        return parse(new PrintWriter(new StringWriter()), arguments);
    }

    private static OperatorCommand parse(PrintWriter out, String... arguments) {
        var command = new OperatorCommand();
        new CommandLine(command).setOut(out).parseArgs(arguments);
        return command;
    }

    private List<String> column(String query) {
        return context.getBean(Transactions.class)
                .read(() -> context.getBean(Sql.class).list(query, row -> row.string("v"), account));
    }
}
