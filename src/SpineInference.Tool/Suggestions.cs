using SpineInference.Anatomy;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Tool;

/// <summary>What to write in place of a name that a network does not have: its own names, and the names people use for findings.</summary>
internal static class Suggestions
{
    private const int Most = 3;

    /// <summary>A sentence with a blank before it; empty where nothing is near.</summary>
    public static string ForVariable(string name, BayesianNetwork network)
    {
        string[] known = [.. VariablesCalled(name, network).Take(Most)];
        return known.Length > 0
            ? $" Did you mean '{string.Join("' or '", known)}'?"
            : NameSuggestion.For(name, network.Variables.Length <= 400 ? [.. network.Variables.Select(static v => v.Name)] : NearestPart(name, network));
    }

    /// <summary>The variables of a network that are the findings people call so, the best first.</summary>
    public static IEnumerable<string> VariablesCalled(string name, BayesianNetwork network)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        bool hasLeg = dot > 0 && Legs.TryParse(name[..dot], out _);
        string[] legs = hasLeg ? [name[..dot]] : [.. Legs.All.Select(static l => l.Id)];
        return SpineModel.Default.FindFindings(hasLeg ? name[(dot + 1)..] : name)
            .SelectMany(m => m.IsOfLeg ? legs.Select(l => $"{l}.{m.Id}") : [m.Id])
            .Where(n => network.TryGetVariable(n, out _));
    }

    private static string[] NearestPart(string name, BayesianNetwork network) =>
        [.. network.Variables.Select(static v => v.Name).Where(n => char.ToUpperInvariant(n[0]) == char.ToUpperInvariant(name.FirstOrDefault('?'))).Take(400)];
}
