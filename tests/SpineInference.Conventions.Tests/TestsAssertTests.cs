using System.Reflection;

namespace SpineInference.Conventions.Tests;

/// <summary>Every test of every package can fail: its code, or code that it calls among these tests, asserts something; or it returns a property to be
/// checked.</summary>
public class TestsAssertTests
{
    private static readonly HashSet<string> TestAttributes = new(StringComparer.Ordinal)
    {
        "Xunit.FactAttribute::.ctor", "Xunit.TheoryAttribute::.ctor", "Xunit.SkippableFactAttribute::.ctor",
        "Xunit.SkippableTheoryAttribute::.ctor", "FsCheck.Xunit.PropertyAttribute::.ctor",
    };

    private static readonly ILookup<string, ScannedMethod> ByName = AssemblyScan.Tests.SelectMany(static scan => scan.Methods).ToLookup(static method => method.FullName);

    private static readonly ILookup<string, ScannedMethod> ByType = AssemblyScan.Tests.SelectMany(static scan => scan.Methods).ToLookup(static method => method.DeclaringType);

    private static IEnumerable<ScannedMethod> AllTests => AssemblyScan.Tests.SelectMany(TestsOf);

    private static IEnumerable<ScannedMethod> TestsOf(AssemblyScan scan) =>
        scan.Methods.Where(static method => method.Attributes.Any(TestAttributes.Contains));

    [Fact]
    public void Tests_All_AssertOrReturnAProperty()
    {
        string message = string.Join(Environment.NewLine, AllTests.Where(static test => !CanFail(test))
            .Select(static test => $"{test.FullName} asserts nothing. Let it assert what its name says, or delete it."));
        Assert.True(message.Length == 0, Environment.NewLine + message);
    }

    [Fact]
    public void Scan_OfTheTests_FindsThem()
    {
        Assert.Contains(AllTests, static test => test.Name == nameof(Scan_OfTheTests_FindsThem));
        int byReflection = typeof(TestsAssertTests).Assembly.GetTypes()
            .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Count(static method => method.GetCustomAttributes().Any(static attribute => attribute is FactAttribute));
        Assert.Equal(byReflection, TestsOf(AssemblyScan.Own).Count());
        Assert.True(AssemblyScan.Tests.Count(static scan => TestsOf(scan).Any()) >= 10, "The tests of some packages were not found beside these.");
    }

    [Theory]
    [InlineData(nameof(Samples.Empty), false)]
    [InlineData(nameof(Samples.ComputesOnly), false)]
    [InlineData(nameof(Samples.OnlySkips), false)]
    [InlineData(nameof(Samples.Asserts), true)]
    [InlineData(nameof(Samples.AssertsThroughAHelper), true)]
    [InlineData(nameof(Samples.AssertsInALambda), true)]
    [InlineData(nameof(Samples.AssertsAfterAwait), true)]
    [InlineData(nameof(Samples.ReturnsAProperty), true)]
    public void CanFail_OfKnownMethods_IsRight(string name, bool expected)
    {
        ScannedMethod method = ByName[$"{typeof(Samples).FullName}::{name}"].Single();
        Assert.Equal(expected, CanFail(method));
    }

    private static bool CanFail(ScannedMethod test)
    {
        if (test.ReturnType is not ("Void" or "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask"))
        {
            return true;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<ScannedMethod>([test]);
        while (pending.TryPop(out ScannedMethod? method))
        {
            foreach (string use in method.Uses.Where(seen.Add))
            {
                if (use.StartsWith("Xunit.Assert::", StringComparison.Ordinal) || use.StartsWith("FsCheck.Check::", StringComparison.Ordinal))
                {
                    return true;
                }

                // A state machine or closure is made here and run elsewhere: whatever of it can run counts.
                string type = use[..use.IndexOf("::", StringComparison.Ordinal)];
                bool isMade = use.EndsWith("::.ctor", StringComparison.Ordinal) || use.EndsWith("::", StringComparison.Ordinal) || method.DeclaringType != type;
                bool isCompilers = type.Contains("+<", StringComparison.Ordinal) && !type.EndsWith("+<>c", StringComparison.Ordinal);
                foreach (ScannedMethod next in isCompilers && isMade ? ByType[type] : ByName[use])
                {
                    pending.Push(next);
                }
            }
        }

        return false;
    }

    /// <summary>Methods of known kinds. They are no tests; the checks above are tried on them.</summary>
    private static class Samples
    {
        public static void Empty()
        {
        }

        public static void ComputesOnly() => GC.KeepAlive(Math.Sqrt(2));

        public static void OnlySkips() => Skip.If(Environment.TickCount64 < 0, "never");

        public static void Asserts() => Assert.Equal(4, 2 + 2);

        public static void AssertsThroughAHelper() => Helper(4);

        public static void AssertsInALambda() => new List<int> { 4 }.ForEach(static x => Assert.Equal(4, x));

        public static async Task AssertsAfterAwait()
        {
            await Task.Yield();
            Assert.Equal(4, 2 + 2);
        }

        public static bool ReturnsAProperty() => Math.Abs(-1) == 1;

        private static void Helper(int x) => Assert.Equal(4, x);
    }
}
