using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;

namespace SpineInference.Generator;

/// <summary>What each mechanism of the model costs in products, and what answers lose without it.</summary>
internal static class MechanismsPage
{
    private const int People = 400;

    // A first visit, and an examination from head to foot.
    private static readonly int[] Findings = [SimulatedCase.FindingCount, 5 * SimulatedCase.FindingCount];

    public static string Render(KnowledgeNetwork knowledge, ImmutableArray<Variable> order)
    {
        Variable setting = knowledge.Network["setting"];
        ExactEngine whole = Compile(knowledge.Network, order);
        Group[] groups = [.. Findings.Select(count =>
        {
            Evidence[] people = [.. Enumerable.Range(0, People).Select(i => SimulatedCase.Draw(
                knowledge, ImmutableDictionary<string, string>.Empty.Add(setting.Name, setting.States[i % setting.StateCount]), new SeededRandom(2, i), count))];
            return new Group(people, [.. people.Select(whole.Query)]);
        })];

        StringBuilder text = Markdown.Header("What each mechanism costs");
        text.Append(CultureInfo.InvariantCulture, $"The program of the whole network has {whole.ProgramLength:#,0} products; a query takes about .65 ns for each, a patient in a batch .15 ns ([benchmarks](../../benchmarks/README.md)). Here each mechanism is left out, one at a time, by making its states impossible in the same order of elimination: ")
            .Append("what the program is shorter by is what it costs. ")
            .Append(CultureInfo.InvariantCulture, $"What answers lose is told for {People} simulated patients of both settings, of each of whom age, sex, setting, complaint and {Findings[0]} findings of history and examination are known, or {Findings[1]}: the mean Kullback–Leibler divergence of the answer without from the answer with it, in hundredths of a bit, cause and root; ")
            .Append("and for how many one of the two first answers is another. A mechanism that serves few people costs few bits here and is worth all to those few; the reason stands beside. What it tells where an image or a rare sign is known does not show. Whoever would be impossible without it is not counted. ")
            .Append("Written by `dotnet run --project src/SpineInference.Generator -- . --evidence`.\n\n");
        text.Head("mechanism", "products", "share", $"bits/100 lost, {Findings[0]} findings", "other first answer", $"bits/100 lost, {Findings[1]} findings", "other first answer", "without it");
        foreach ((Mechanism mechanism, int cost, Loss[] losses) in Mechanism.All
            .Select(m => Measure(m, knowledge, order, whole, groups))
            .OrderByDescending(static m => m.Cost))
        {
            text.Row(
                mechanism.Name,
                cost.ToString("#,0", CultureInfo.InvariantCulture),
                FormattableString.Invariant($"{100.0 * cost / whole.ProgramLength:0.0} %"),
                losses[0].Bits,
                losses[0].Share,
                losses[1].Bits,
                losses[1].Share,
                $"{mechanism.Purpose} ({mechanism.Decision})");
        }

        text.Append("\nCosts do not add up: what two mechanisms share goes only with both, and a mechanism may bring order into what others would have to sum. Findings that hang on one hidden variable cost some tens of products each and are not listed. The numbers in brackets are of the [decision](../decisions/README.md) that says more.\n");
        return text.ToString();
    }

    private static (Mechanism Mechanism, int Cost, Loss[] Losses) Measure(
        Mechanism mechanism, KnowledgeNetwork knowledge, ImmutableArray<Variable> order, ExactEngine whole, Group[] groups)
    {
        ExactEngine engine = Compile(mechanism.LeaveOut(knowledge), order);
        return (mechanism, whole.ProgramLength - engine.ProgramLength, [.. groups.Select(g => LossOf(g, engine, knowledge.Network["cause"], knowledge.Network["root-level"]))]);
    }

    private static Loss LossOf(Group group, ExactEngine without, Variable cause, Variable root)
    {
        double causes = 0, roots = 0;
        int others = 0, possible = 0;
        for (int i = 0; i < group.People.Length; i++)
        {
            if (without.TryQuery(group.People[i], out Posteriors? answer))
            {
                possible++;
                causes += Divergence(group.Answers[i][cause], answer[cause]);
                roots += Divergence(group.Answers[i][root], answer[root]);
                others += First(group.Answers[i][cause]) == First(answer[cause]) && First(group.Answers[i][root]) == First(answer[root]) ? 0 : 1;
            }
        }

        return new Loss(FormattableString.Invariant($"{100 * causes / possible:0.0}, {100 * roots / possible:0.0}"), FormattableString.Invariant($"{100.0 * others / possible:0.0} %"));
    }

    // In bits; what the mechanism alone makes possible counts as a chance of one in ten thousand without it.
    private static double Divergence(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        double bits = 0;
        for (int s = 0; s < p.Length; s++)
        {
            bits += p[s] > 0 ? p[s] * Math.Log2(p[s] / Math.Max(q[s], 1e-4)) : 0;
        }

        return Math.Max(0, bits);
    }

    private static int First(ReadOnlySpan<double> p)
    {
        int first = 0;
        for (int s = 1; s < p.Length; s++)
        {
            first = p[s] > p[first] ? s : first;
        }

        return first;
    }

    private static ExactEngine Compile(BayesianNetwork network, ImmutableArray<Variable> order) =>
        ExactEngine.Compile(network, new ExactEngineOptions { EliminationOrder = order });

    private sealed record Group(Evidence[] People, Posteriors[] Answers);

    private sealed record Loss(string Bits, string Share);
}
