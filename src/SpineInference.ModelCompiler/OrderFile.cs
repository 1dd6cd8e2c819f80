using SpineInference.Engine.Networks;

namespace SpineInference.ModelCompiler;

/// <summary>The elimination order that was searched for once and is kept: the names of the variables, one a line.</summary>
internal static class OrderFile
{
    private const char Remark = '#';

    /// <summary>Writes the names.</summary>
    public static void Write(TextWriter writer, IEnumerable<string> names)
    {
        writer.WriteLine("# The order in which the variables are eliminated: searched for once, since the length of the program hangs on it.");
        writer.WriteLine("# After a change of structure: see CONTRIBUTING.md, Build and test.");
        foreach (string name in names)
        {
            writer.WriteLine(name);
        }
    }

    /// <summary>Reads the names; lines that begin with # are remarks.</summary>
    public static string[] Read(string path) =>
        [.. File.ReadLines(path).Select(static line => line.Trim()).Where(static line => line.Length > 0 && line[0] != Remark)];

    /// <summary>The order for a network, where the names still serve it; otherwise null.</summary>
    /// <remarks>Variables that are gone are left out. New ones come first, children before parents: that is right for a finding that was added, and for
    /// whatever hangs on nothing but such. A new variable with a known child needs a new search.</remarks>
    public static IReadOnlyList<Variable>? Fit(IReadOnlyList<string> names, BayesianNetwork network)
    {
        ILookup<string, Variable> byName = network.Variables.ToLookup(static v => v.Name, StringComparer.Ordinal);
        Variable[] known = [.. names.Distinct(StringComparer.Ordinal).SelectMany(name => byName[name])];
        HashSet<Variable> isKnown = [.. known];
        bool serves = known.Length > 0 && known.All(v => network.DistributionOf(v).Parents.All(isKnown.Contains));
        return serves ? [.. network.TopologicalOrder.Reverse().Where(v => !isKnown.Contains(v)), .. known] : null;
    }
}
