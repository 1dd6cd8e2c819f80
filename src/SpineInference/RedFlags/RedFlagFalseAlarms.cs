using System.Collections.Immutable;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;
using SpineInference.Learning;

namespace SpineInference;

/// <summary>Counts how often each red-flag rule fires on simulated patients who do not have what it warns of, and of whom everything is
/// asked that the network holds.</summary>
/// <remarks>It holds the rules against a model's own rates of signs, not against patients. Stateless and safe for concurrent use.</remarks>
public static class RedFlagFalseAlarms
{
    private const int Batch = 5_000;

    /// <summary>The settings, in the order of the shares.</summary>
    public static ImmutableArray<Setting> Settings { get; } = [Setting.PrimaryCare, Setting.SpineClinic];

    /// <summary>Draws patients and counts.</summary>
    /// <param name="model">The model the patients are drawn from.</param>
    /// <param name="patientsOfASetting">How many patients of each setting; at least 1.</param>
    /// <param name="seed">Seed; the same seed gives the same shares.</param>
    /// <returns>For each rule, in their order, its share in each of <see cref="Settings"/>; NaN where nothing that fires the rule has a
    /// rate, or nobody was drawn without what it warns of. A rule that is silent beside a stronger one counts as silent there.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="patientsOfASetting"/> is below 1.</exception>
    /// <remarks>O(patients × variables).</remarks>
    public static ImmutableArray<RedFlagFalseAlarm> Count(SpineModel model, int patientsOfASetting, int seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(patientsOfASetting, 1);
        ImmutableArray<RedFlagRule> rules = RedFlagRule.All;
        int[][] stronger = [.. rules.Select(r => r.WeakerThan.Select(id => rules.IndexOf(rules.Single(x => x.Id == id))).ToArray())];
        var fired = new int[Settings.Length, rules.Length];
        var without = new int[Settings.Length, rules.Length];
        var drawn = new int[Settings.Length];
        HashSet<string> asked = [.. rules.SelectMany(static r => r.Findings).Select(static f => f.Id)];
        DescribedVariable[] findings = [.. model.Description.Variables.Where(v => v.Kind == VariableKind.Finding && asked.Contains(v.Id))];
        (int Variable, int[] States)[][] warnedOf = [.. rules.Select(r => WarnedOf(r, model))];
        for (int batch = 0; drawn.Any(d => d < patientsOfASetting); batch++)
        {
            Cohort cohort = Simulator.Draw(model.Network, Batch, seed + batch);
            Variable settingOf = cohort.Network["setting"];
            for (int row = 0; row < Batch; row++)
            {
                int setting = settingOf.States[cohort.StateOf(settingOf, row)] == "primary-care" ? 0 : 1;
                if (drawn[setting] == patientsOfASetting)
                {
                    continue;
                }

                drawn[setting]++;
                RedFlagStatements statements = Statements(cohort, findings, row);
                bool[] fires = [.. rules.Select(r => r.Fires(statements))];
                for (int r = 0; r < rules.Length; r++)
                {
                    if (!warnedOf[r].Any(w => w.States.Contains(cohort.StateOf(cohort.Network.Variables[w.Variable], row))))
                    {
                        without[setting, r]++;
                        fired[setting, r] += fires[r] && !stronger[r].Any(s => fires[s]) ? 1 : 0;
                    }
                }
            }
        }

        return [.. rules.Select((rule, r) => new RedFlagFalseAlarm(rule, ImmutableArray.CreateRange(Settings.Select(
            (_, s) => rule.Findings.All(f => ShippedKnowledge.RuleOnly.Any(o => o.Id == f.Id)) ? double.NaN : (double)fired[s, r] / without[s, r]))))];
    }

    private static RedFlagStatements Statements(Cohort cohort, DescribedVariable[] findings, int row)
    {
        int age = AgeBands.MiddleOf(State("age-band"));
        Complaint complaint = Complaints.Parse(State("complaint"));
        var statements = new RedFlagStatements(age, complaint);
        foreach (DescribedVariable finding in findings)
        {
            var likelihoods = new double[finding.Variable.StateCount];
            likelihoods[cohort.StateOf(cohort.Network.Variables[finding.Variable.Index], row)] = 1;
            statements.Add(finding.Id, finding.Copy is null ? RedFlagStatements.Unsided : finding.Copy == "left" ? 0 : 1, likelihoods, "");
        }

        return statements;

        string State(string name) => cohort.Network[name].States[cohort.StateOf(cohort.Network[name], row)];
    }

    // A pattern such as 'muscle.*' stands for the variables of both legs.
    private static (int Variable, int[] States)[] WarnedOf(RedFlagRule rule, SpineModel model) =>
        [.. rule.WarnsOfStates.SelectMany(w => model.Description.Variables
            .Where(v => RedFlagReader.Fits(v.Id, w.Key))
            .Select(v => (v.Variable.Index, w.Value.Select(v.Variable.GetStateIndex).ToArray())))];
}
