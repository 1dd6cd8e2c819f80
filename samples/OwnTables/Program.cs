using System.Globalization;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

// A network of another field from a folder of tables, with the packages Engine and Knowledge alone: the cervical roots C5 to C8 and both arms.
// An example of how tables are written. It makes no clinical claim: every number in it is invented, and says so.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string folder = args is [var given] ? given : Path.Combine(AppContext.BaseDirectory, "Tables");
KnowledgeNetwork knowledge;
try
{
    knowledge = KnowledgeNetwork.Assemble(KnowledgeBase.LoadFolder(folder));
}
catch (KnowledgeFormatException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

BayesianNetwork network = knowledge.Network;
ExactEngine engine = ExactEngine.Compile(network);
Console.WriteLine($"{network.Name}: {network.Variables.Length} variables, {network.Rows.Length} rows, {engine.ProgramLength} products a query.");

// One patient: 56 years old, with a painful left arm, a numb middle finger and a weak triceps.
Evidence patient = Evidence.None(network)
    .Observe("age-band", "50-and-over")
    .Observe("neck-pain", "present")
    .Observe("left.arm-pain", "present")
    .Observe("left.numb.middle-finger", "present")
    .Observe("left.weak.triceps", "present")
    .Observe("left.tinel-at-wrist", "absent");
Posteriors posteriors = engine.Query(patient);
foreach (string asked in (string[])["root", "cause", "side"])
{
    Variable variable = network[asked];
    IEnumerable<string> ranked = variable.States
        .Select((state, s) => (State: state, Probability: posteriors[variable][s]))
        .OrderByDescending(static o => o.Probability)
        .Select(static o => $"{o.State} {o.Probability:0.000}");
    Console.WriteLine($"{knowledge[variable].Label}: {string.Join(", ", ranked)}");
}

return 0;
