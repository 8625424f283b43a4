# Runs a task: ./build.ps1 build | demo | test | help | package | bench | soak. The task list is in build/Tasks.
# The module is tried in the PowerShell that runs this script.
$ErrorActionPreference = 'Stop'
if (-not (Get-Command dotnet -ErrorAction Ignore)) {
    throw 'FluenceVm is built with the .NET SDK 10 or newer, and there is no dotnet on PATH: https://dotnet.microsoft.com/download'
}
$chosen = $env:FLUENCEVM_POWERSHELL
Push-Location $PSScriptRoot
try {
    if (-not $chosen) { $env:FLUENCEVM_POWERSHELL = (Get-Process -Id $PID).Path }
    & dotnet run --project build/Tasks --verbosity quiet '--' @args
    $code = $LASTEXITCODE
}
finally {
    $env:FLUENCEVM_POWERSHELL = $chosen
    Pop-Location
}
exit $code
