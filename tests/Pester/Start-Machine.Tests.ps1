BeforeAll { . $PSScriptRoot/Setup.ps1; . $PSScriptRoot/Machine.ps1 }

Describe 'Start-Machine' {
    BeforeEach { $emulator = Connect-FreshEmulator }
    AfterEach { Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'asks a stopped machine to start' {
        $machine = Start-Machine build-cache -PassThru
        $machine.State | Should -Be 'StartRequested'
        $machine.Address | Should -Not -BeNullOrEmpty
        Step-VmEmulator 10s
        (Get-Machine build-cache).State | Should -Be 'Running'
    }

    It 'is an error for a machine that is not stopped, before a message is sent' {
        { Start-Machine web-1 } |
            Should -Throw -ErrorId 'NotAllowed,*' -ExpectedMessage '*web-1 is Running; only a machine that is Stopped can be started*'
        Get-ExecuteCount | Should -Be 0
    }

    It 'writes nothing without -PassThru' { Start-Machine build-cache | Should -BeNullOrEmpty }
}
