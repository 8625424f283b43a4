using System.Management.Automation;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Engine;

/// <summary>Says what couldn't be read of a response's objects.</summary>
internal static class ProblemReport
{
    /// <summary>
    /// An error of its object if the cmdlet is there to show it; a warning if it is there to do something, which a field that it doesn't
    /// need never stops.
    /// </summary>
    public static void Tell(this AsyncCmdlet cmdlet, ReadProblem problem)
    {
        if (cmdlet.MyInvocation.MyCommand is CmdletInfo { Verb: VerbsCommon.Get or VerbsCommon.Find })
        {
            cmdlet.WriteFailure(problem.ToException(), problem.Owner);
        }
        else
        {
            cmdlet.Warn(problem.ToException().Message);
        }
    }
}
