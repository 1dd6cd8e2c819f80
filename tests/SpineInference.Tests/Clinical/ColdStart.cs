using System.Reflection;
using System.Runtime.Loader;
using SpineInference.Anatomy;

namespace SpineInference.Tests.Clinical;

/// <summary>A first answer as a fresh process gives it: on a second copy of the library, in which nothing has happened yet.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="AllocatedBytes">What it took.</param>
/// <param name="KnowledgeIsRead">Whether the tables had been read by then.</param>
/// <param name="KnowledgeIsReadLater">Whether they had been read after they were asked for.</param>
public sealed record ColdStart(string Answer, long AllocatedBytes, bool KnowledgeIsRead, bool KnowledgeIsReadLater)
{
    /// <summary>Makes the copy and asks it.</summary>
    public static ColdStart Run()
    {
        string folder = Path.GetDirectoryName(typeof(ColdStart).Assembly.Location)!;
        var context = new AssemblyLoadContext("cold", isCollectible: false);
        context.Resolving += (_, name) => name.Name == "SpineInference" ? context.LoadFromAssemblyPath(Path.Combine(folder, "SpineInference.dll")) : null;
        context.LoadFromAssemblyPath(Path.Combine(folder, "SpineInference.dll"));
        Assembly copy = context.LoadFromAssemblyPath(typeof(ColdStart).Assembly.Location);
        MethodInfo ask = copy.GetType(typeof(ColdStart).FullName!)!.GetMethod(nameof(Ask), BindingFlags.Static | BindingFlags.NonPublic)!;

        // Only types of the framework pass from one copy to the other.
        var (answer, bytes, before, after) = ((string, long, bool, bool))ask.Invoke(null, null)!;
        return new ColdStart(answer, bytes, before, after);
    }

    /// <summary>The answer of this copy.</summary>
    internal static (string Answer, long Bytes, bool Before, bool After) Ask()
    {
        long start = GC.GetAllocatedBytesForCurrentThread();
        string answer = SpineModel.Default
            .Patient(age: 54, Sex.Male, Setting.PrimaryCare)
            .Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf), Findings.AlteredSensation(Region.BigToe))
            .Diagnose()
            .ToString();
        long bytes = GC.GetAllocatedBytesForCurrentThread() - start;
        bool before = ShippedKnowledge.IsBaseRead;
        return SpineModel.Default.Description.Knowledge.Tables.IsEmpty ? default : (answer, bytes, before, ShippedKnowledge.IsBaseRead);
    }
}
