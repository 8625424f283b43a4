# Opens the mark around each step, so that whoever watches knows which files belong to which.
param([string] $Module, [string] $First, [string] $Mark)
$null = Get-Process -Id $PID | Format-Table | Out-String
$step = [scriptblock]::Create($First)
[IO.File]::OpenRead($Mark).Dispose()
Import-Module $Module
[IO.File]::OpenRead($Mark).Dispose()
$null = & $step
[IO.File]::OpenRead($Mark).Dispose()
