using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>The steps of a tape as machine code, made at run time: what the interpreter reads from its code stands in the instructions.</summary>
/// <remarks>
/// <code>
/// double* slots, scalars;            one method for some thousand products, a straight line without a loop or a branch:
///   slots[r] = fma(slots[x₂], slots[y₂], slots[x₁] · slots[y₁])
///   slots[r′] = …
/// </code>
/// The operations and their order are those of the interpreter on one lane, so the numbers are the same to the last bit. Methods are kept short because the
/// runtime optimises no method of some 20,000 instructions. Only where code may be generated and is then compiled: not under NativeAOT, nor in
/// a browser, where the interpreter serves.
/// </remarks>
internal sealed class EmittedSteps
{
    // Products to a method; each takes about a dozen instructions of the runtime's language.
    private const int TermsPerMethod = 1000;

    // The interpreter's double.MultiplyAddEstimate fuses where the processor does.
    private static readonly MethodInfo? Fused = Fma.IsSupported || AdvSimd.Arm64.IsSupported
        ? ((Func<double, double, double, double>)Math.FusedMultiplyAdd).Method
        : null;

    private readonly Action<nint, nint>[] _methods;

    private EmittedSteps(Action<nint, nint>[] methods) => _methods = methods;

    /// <summary>The most products one step may have.</summary>
    public const int LongestStep = 1500;

    /// <summary>Whether this runtime makes machine code of what is generated.</summary>
    public static bool IsSupported => RuntimeFeature.IsDynamicCodeSupported && RuntimeFeature.IsDynamicCodeCompiled;

    /// <summary>Generates code.</summary>
    /// <param name="steps">Steps without accumulators.</param>
    /// <returns>The code; null where a step is too long for a method.</returns>
    [RequiresDynamicCode("Makes machine code at run time.")]
    public static EmittedSteps? Create(StepList steps)
    {
        var methods = new List<Action<nint, nint>>();
        DynamicMethod? method = null;
        ILGenerator? code = null;
        int terms = 0;
        bool isFit = true;
        StepWalker.ForEachStep(steps, (isAccumulated, place, scalarTerms, slotTerms) =>
        {
            Debug.Assert(!isAccumulated, "Only steps of queries are emitted.");
            isFit &= scalarTerms + slotTerms <= LongestStep;
            if (!isFit)
            {
                return;
            }

            if (code is null)
            {
                method = new DynamicMethod("Steps", typeof(void), [typeof(nint), typeof(nint)], typeof(EmittedSteps).Module, skipVisibility: true);
                code = method.GetILGenerator();
                code.DeclareLocal(typeof(double));
            }

            Write(code, steps, place, scalarTerms, slotTerms);
            terms += scalarTerms + slotTerms;
            if (terms >= TermsPerMethod)
            {
                Close();
            }
        });
        if (code is not null)
        {
            Close();
        }

        return isFit ? new EmittedSteps([.. methods]) : null;

        void Close()
        {
            code!.Emit(OpCodes.Ret);
            methods.Add(method!.CreateDelegate<Action<nint, nint>>());
            code = null;
            terms = 0;
        }
    }

    /// <summary>Lets the runtime compile the methods, before anybody waits for them.</summary>
    public void Prepare()
    {
        foreach (Action<nint, nint> method in _methods)
        {
            RuntimeHelpers.PrepareDelegate(method);
        }
    }

    /// <summary>Runs all steps on one lane.</summary>
    public unsafe void Run(double* slots, double* scalars)
    {
        foreach (Action<nint, nint> method in _methods)
        {
            method((nint)slots, (nint)scalars);
        }
    }

    private static void Write(ILGenerator code, StepList steps, int place, int scalarTerms, int slotTerms)
    {
        Address(code, OpCodes.Ldarg_0, steps.CodeAt(place++));
        for (int k = 0; k < scalarTerms + slotTerms; k++, place += 2)
        {
            if (k > 0)
            {
                code.Emit(OpCodes.Stloc_0);
            }

            Load(code, k < scalarTerms ? OpCodes.Ldarg_1 : OpCodes.Ldarg_0, steps.CodeAt(place));
            Load(code, OpCodes.Ldarg_0, steps.CodeAt(place + 1));
            if (k == 0 || Fused is null)
            {
                code.Emit(OpCodes.Mul);
            }

            if (k > 0)
            {
                code.Emit(OpCodes.Ldloc_0);
                if (Fused is null)
                {
                    code.Emit(OpCodes.Add);
                }
                else
                {
                    code.Emit(OpCodes.Call, Fused);
                }
            }
        }

        code.Emit(OpCodes.Stind_R8);
    }

    private static void Load(ILGenerator code, OpCode start, int number)
    {
        Address(code, start, number);
        code.Emit(OpCodes.Ldind_R8);
    }

    private static void Address(ILGenerator code, OpCode start, int number)
    {
        code.Emit(start);
        code.Emit(OpCodes.Ldc_I4, checked(number * sizeof(double)));
        code.Emit(OpCodes.Add);
    }
}
