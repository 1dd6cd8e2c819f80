using System.Collections.Immutable;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;
using SpineInference.Learning;
using SpineInference.ModelCompiler;

// A step of the build of SpineInference: TABLES ORDER OUTPUT [--search]. From the tables it writes the packed network, what is believed of its
// numbers, the compiled programs for answers and for their intervals, the enumerations, the questions and the generated part of the class Findings
// into the folder OUTPUT.
// With --search it writes nothing but the file ORDER: an elimination order searched for anew, which takes minutes and is worth it after a
// change of structure.
const int SearchMoves = 20_000;
bool search = args.Contains("--search");
if (args.Where(static a => a != "--search").ToArray() is not [string tables, string orderFile, string output])
{
    await Console.Error.WriteLineAsync("Usage: TABLES ORDER OUTPUT [--search]");
    return 2;
}

KnowledgeNetwork network;
ImmutableArray<Vocabulary> vocabularies;
ImmutableArray<AskedQuestion> questions;
ImmutableArray<DescribedFinding> ruleOnly;
try
{
    network = KnowledgeNetwork.Assemble(KnowledgeBase.LoadFolder(tables));
    ruleOnly = RuleOnlyFindings.Read(RuleOnlyFindings.FileName, File.ReadAllBytes(Path.Combine(tables, RuleOnlyFindings.FileName)), network.Scopes);
    (vocabularies, questions) = VocabularyTables.Read(tables, network.Network);
}
catch (KnowledgeFormatException e)
{
    // In the form that a build reads, so that each fault stands in its list of errors with its place.
    foreach (Fault fault in e.Faults)
    {
        await Console.Error.WriteLineAsync(FormattableString.Invariant(
            $"{Path.Combine(tables, fault.Source)}({fault.Line},{fault.Column}): error KNOWLEDGE: {fault.Message}"));
    }

    return 1;
}

if (search)
{
    ExactEngine found = ExactEngine.Compile(network.Network, new ExactEngineOptions { SearchAttempts = 16, RefinementMoves = SearchMoves });
    AtomicFile.WriteText(orderFile, writer => OrderFile.Write(writer, found.EliminationOrder.Select(static v => v.Name)));
    Console.WriteLine($"{orderFile}: a program of {found.ProgramLength} products.");
    return 0;
}

ImmutableArray<Variable>? order = File.Exists(orderFile) ? EliminationOrders.Fit(OrderFile.Read(orderFile), network.Network) : null;
if (order is null)
{
    Console.WriteLine($"{orderFile} does not serve these tables any more: the program may be longer than it need be. Search for an order with --search.");
}

ExactEngine engine = ExactEngine.Compile(network.Network, new ExactEngineOptions { EliminationOrder = order });
LogOddsBelief belief;
try
{
    belief = StudiedBelief.Of(network, Path.Combine(tables, StudiedBelief.Folder), order);
}
catch (Exception e) when (e is ArgumentException or CohortFormatException)
{
    await Console.Error.WriteLineAsync($"{tables}: error KNOWLEDGE: studies: {e.Message.ReplaceLineEndings(" ")}");
    return 1;
}

ParameterAnalysis analysis = IntervalProgram.Compile(network, questions.Select(static q => q.Id), order);
Directory.CreateDirectory(output);
AtomicFile.Write(Path.Combine(output, "Model.intervals"), analysis.Save);
AtomicFile.Write(Path.Combine(output, "Model.belief"), stream => stream.Write(PackedBelief.Write(belief)));
AtomicFile.Write(Path.Combine(output, "Model.tape"), engine.Save);
AtomicFile.Write(
    Path.Combine(output, "Model.network"),
    stream => stream.Write(PackedKnowledge.Write(network, ExactEngine.IdentityOf(network.Network))));
AtomicFile.WriteText(Path.Combine(output, "Findings.Generated.cs"), writer => writer.Write(FindingsSource.Render(network, ruleOnly, vocabularies)));
AtomicFile.WriteText(Path.Combine(output, "Vocabulary.Generated.cs"), writer => writer.Write(VocabularySource.Render(vocabularies)));
AtomicFile.WriteText(Path.Combine(output, "Questions.Generated.cs"), writer => writer.Write(QuestionsSource.Render(questions, vocabularies)));
return 0;
