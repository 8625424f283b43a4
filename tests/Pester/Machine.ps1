# What the Pester files about machines share: an emulator of their own whose clock only steps.
$script:PublicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f fake@test'

# What the module remembers of its changes is kept with the test.
$env:FLUENCEVM_HOME = Join-Path $TestDrive 'home'

# Everything that it remembers, as one text.
function Get-JournalText {
    Get-ChildItem $env:FLUENCEVM_HOME -Recurse -Filter *.json -ErrorAction Ignore |
        Sort-Object FullName |
        ForEach-Object { $_.FullName; Get-Content $_ } |
        Out-String
}

# A fresh session with its own emulator; returns the emulator.
function Connect-FreshEmulator {
    Remove-Module FluenceVm
    Import-Module $env:FLUENCEVM_MODULE -Global
    $emulator = Start-VmEmulator -ClockRate 0
    $null = Connect-Cudos -Node $emulator.Uri
    $emulator
}

# A machine that runs.
function New-RunningMachine([string] $Id = 'm', [decimal] $Credit = 100, [string] $MachineType = 'basic-1') {
    $null = New-Machine -MachineType $MachineType -Image debian-12 -SshKey $PublicKey -Credit $Credit -Id $Id
    Step-VmEmulator 30s
    Get-Machine $Id
}

# How many transactions the emulator was sent.
function Get-ExecuteCount { @(Get-VmEmulator | Get-VmEmulator -Requests | Where-Object Operation -eq Execute).Count }

# The second account of the emulator: the owner of its machine db-1.
function Get-SecondOwner { (Get-Machine db-1).Owner }

# What -WhatIf says, as one line.
function Get-WhatIfText([string] $Script) {
    (Invoke-FreshShell "`$null = Connect-Cudos -Emulator; $Script") -replace '\s+', ' '
}
