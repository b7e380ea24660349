package commuter.console;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Completes verbs, their options, and ids that were shown before. */
final class Completion implements Completer {
    private final CommandLine verbs;

    Completion(CommandLine verbs) {
        this.verbs = verbs;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String[] words = line.words().toArray(String[]::new);
        if (line.wordIndex() == 1 && words[0].equals("help")) {
            verbs.getSubcommands().keySet().forEach(verb -> candidates.add(new Candidate(verb)));
            return;
        }
        List<CharSequence> found = new ArrayList<>();
        // The beginning of the word is not removed: the reader compares whole words.
        AutoComplete.complete(verbs.getCommandSpec(), words, line.wordIndex(), 0, line.cursor(), found);
        found.forEach(each -> candidates.add(new Candidate(each.toString())));
    }
}
