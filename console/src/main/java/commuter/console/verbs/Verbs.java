package commuter.console.verbs;

import commuter.console.session.Session;
import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IFactory;

/** All verbs. */
@Command(
        name = "",
        usageHelpAutoWidth = true,
        synopsisHeading = "",
        customSynopsis = "VERB [OPTIONS] ...",
        description = "The pipeline's passengers: who waits where, and what becomes of them.",
        commandListHeading = "%nVerbs (help VERB tells more):%n",
        subcommands = {
            ConnectVerb.class,
            ListVerb.class,
            GetVerb.class,
            NearbyVerb.class,
            BoardVerb.class,
            AlightVerb.class,
            CancelVerb.class,
            ReinstateVerb.class,
            SeedVerb.class,
            SubscribeVerb.class,
            StatsVerb.class,
            HelpCommand.class,
            QuitVerb.class
        })
public final class Verbs {

    /** The verbs of a session. */
    public static CommandLine of(Session session) {
        return new CommandLine(new Verbs(), factory(session))
                .setUsageHelpAutoWidth(true)
                .setOut(session.screen().out())
                .setErr(session.screen().err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        session.screen().hasColours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    }

    /** Gives the session to every verb that needs it. */
    private static IFactory factory(Session session) {
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                for (Constructor<?> each : type.getDeclaredConstructors()) {
                    if (each.getParameterCount() == 1 && each.getParameterTypes()[0] == Session.class) {
                        return type.cast(each.newInstance(session));
                    }
                }
                return CommandLine.defaultFactory().create(type);
            }
        };
    }
}
