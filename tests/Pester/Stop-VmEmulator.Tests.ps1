BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Stop-VmEmulator' {
    AfterEach { Disconnect-TestEmulator }

    It 'releases the port, by <_>' -ForEach 'the only one', 'position', 'pipeline', 'name' {
        $emulator = Start-VmEmulator
        $port = $emulator.Uri.Port
        switch ($_) {
            'the only one' { Stop-VmEmulator }
            'position' { Stop-VmEmulator $emulator }
            'pipeline' { $emulator | Stop-VmEmulator }
            'name' { Stop-VmEmulator -Emulator $emulator }
        }
        Get-VmEmulator | Should -BeNullOrEmpty
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, $port)
        $listener.Start()
        $listener.Stop()
    }

    It 'stops one of two' {
        $one, $other = 1..2 | ForEach-Object { Start-VmEmulator }
        Stop-VmEmulator $one
        (Get-VmEmulator).Uri | Should -Be $other.Uri
    }

    It 'is an error if none runs, and for one that has ended' {
        { Stop-VmEmulator } | Should -Throw -ErrorId 'NoEmulator,*' -ExpectedMessage '*Start-VmEmulator*'
        $emulator = Start-VmEmulator
        $emulator | Stop-VmEmulator
        { $emulator | Stop-VmEmulator } | Should -Throw -ErrorId 'EmulatorEnded,*' -ExpectedMessage '*Get-VmEmulator*'
    }

    It 'leaves a connection that says where nobody answers' {
        $emulator = Connect-TestEmulator
        Stop-VmEmulator
        { New-FluenceVm web-9 https://example.com/mine.img (Get-FakePublicKey) -ErrorAction Stop } |
            Should -Throw -ErrorId 'ConnectionFailed,*' -ExpectedMessage "*$($emulator.Uri.Authority)*nothing was sent*"
    }
}
